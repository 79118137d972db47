package cubby.world.sim;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds worlds up, in the order of their seeds, to the line at the end of a run. */
final class SimulateReport {
  private final SimulateOptions options;
  private final MessageDigest digest = sha256();
  private final Map<String, Long> faults = new TreeMap<>();
  private final Map<String, Long> killPoints = new TreeMap<>();
  private final Map<String, Long> ends = new TreeMap<>();
  private long worlds;
  private long realSignatures;
  private long riders;
  private long complete;
  private long steps;
  private long worldMillis;
  private long violations;

  SimulateReport(SimulateOptions options) {
    this.options = options;
  }

  void add(World.Result result) {
    worlds++;
    realSignatures += options.signatures().isReal(result.seed()) ? 1 : 0;
    riders += result.sessions();
    complete += result.complete();
    steps += result.steps();
    worldMillis += result.worldMillis();
    violations += result.violations().size();
    digest.update(result.hash().getBytes(StandardCharsets.US_ASCII));
    add(result.faults(), faults);
    add(result.killPoints(), killPoints);
    add(result.ends(), ends);
  }

  private static void add(Map<String, Long> counts, Map<String, Long> to) {
    counts.forEach((name, count) -> to.merge(name, count, Long::sum));
  }

  /** Complete sessions so far: deposits that reached an end. */
  long complete() {
    return complete;
  }

  long violations() {
    return violations;
  }

  /** Ends the report. */
  String json(double seconds) {
    double coreSeconds = coreSeconds();
    return String.format(
        Locale.ROOT,
        "{\"tier\":\"%s\",\"firstSeed\":%d,\"seeds\":%d,\"signatures\":\"%s\","
            + "\"seedsWithEd25519\":%d,\"riders\":%d,\"sessions\":%d,\"ends\":%s,"
            + "\"steps\":%d,\"worldHours\":%.1f,\"workers\":%d,\"seconds\":%.1f,"
            + "\"coreSeconds\":%.1f,\"sessionsPerSecond\":%.0f,\"sessionsPerCoreSecond\":%.0f,"
            + "\"faults\":%s,\"killPoints\":%s,\"violations\":%d,\"historyHash\":\"%s\"}",
        options.tier().word(),
        options.seed(),
        worlds,
        options.signatures().word(),
        realSignatures,
        riders,
        complete,
        json(ends),
        steps,
        worldMillis / 3_600_000.0,
        options.workers(),
        seconds,
        coreSeconds,
        complete / seconds,
        complete / coreSeconds,
        json(faults),
        json(killPoints),
        violations,
        HexFormat.of().formatHex(digest.digest()));
  }

  /** Of the whole process: compiler and garbage collector as well. */
  private static double coreSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean process
        ? process.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  private static String json(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> "\"" + count.getKey() + "\":" + count.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
