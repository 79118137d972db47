package cubby.world.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The line at the end of a run. */
record SimulateReport(
    SimulateOptions options,
    long worlds,
    long sessions,
    double seconds,
    long violations,
    Map<String, Long> faults,
    Map<String, Long> killPoints,
    CharSequence hashes) {

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"tier\":\"fast\",\"firstSeed\":%d,\"seeds\":%d,\"sessions\":%d,\"seconds\":%.1f,"
            + "\"sessionsPerSecond\":%.0f,\"faults\":%s,\"killPoints\":%s,\"violations\":%d,"
            + "\"historyHash\":\"%s\"}",
        options.seed(),
        worlds,
        sessions,
        seconds,
        sessions / seconds,
        json(faults),
        json(killPoints),
        violations,
        hash());
  }

  private static String json(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> "\"" + count.getKey() + "\":" + count.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String hash() {
    try {
      byte[] all = hashes.toString().getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
