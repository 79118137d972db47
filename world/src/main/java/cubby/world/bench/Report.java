package cubby.world.bench;

import java.io.PrintStream;
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
  void latency(String name, String label, Latencies.Summary summary) {
    out.printf(Locale.ROOT, "  %-42s %s%n", label, summary.text());
    values.put(name, summary.json());
  }

  /** One number with its unit. */
  void number(String name, String label, double value, String unit) {
    out.printf(Locale.ROOT, "  %-42s %,.2f %s%n", label, value, unit);
    values.put(name, String.format(Locale.ROOT, "%.4f", value));
  }

  String json() {
    return values.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
