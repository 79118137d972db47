package cubby.world.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured: readable lines as it comes, one line of JSON at the end. */
final class Report {
  private final Map<String, String> values = new LinkedHashMap<>();
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void heading(String text) {
    out.println();
    out.println(text);
  }

  /** Percentiles of one duration. */
  void latency(String name, String label, Latencies.Summary summary, String remark) {
    out.printf(
        Locale.ROOT,
        "  %-36s %s%s%n",
        label,
        summary.text(),
        remark.isEmpty() ? "" : "  " + remark);
    values.put(name, summary.json());
  }

  /** One number with its unit. */
  void number(String name, String label, double value, String unit) {
    out.printf(Locale.ROOT, "  %-36s %,.2f %s%n", label, value, unit);
    values.put(name, String.format(Locale.ROOT, "%.4f", value));
  }

  /** How busy the machine is, this program included: other programs' load makes figures worse. */
  void machine(String name, String label) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    int processors = Runtime.getRuntime().availableProcessors();
    out.printf(
        Locale.ROOT, "%s: %d processors, load of the last minute %.2f%n", label, processors, load);
    values.put("processors", Integer.toString(processors));
    values.put(name, String.format(Locale.ROOT, "%.2f", load));
  }

  /** A part of the measurement that has no result. */
  void failure(String name, String reason) {
    out.printf(Locale.ROOT, "  FAILED: %s%n", reason);
    values.put(name + "Failed", "true");
  }

  String json() {
    return values.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
