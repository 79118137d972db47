package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same seed gives the same history on every machine: here are those that others saw. */
class HistoriesTest {
  private static final int SESSIONS = 10;
  private static final String RENEW =
      "a world's history is another one than that on record. Where its behaviour or its faults were"
          + " changed on purpose, histories.txt takes the new lines; where nothing was changed, a"
          + " part of the world is not certain (clock, random, order of a hash table).";

  @BeforeAll
  static void nobodyReadsTheLog() {
    Silence.begin();
  }

  @Test
  void everyWorldOnRecordIsLivedAgainByteForByte() throws IOException {
    List<String> onRecord = onRecord();
    List<String> now =
        onRecord.stream().map(line -> Long.valueOf(line.split(" ")[0])).map(this::lived).toList();

    assertEquals(text(onRecord), text(now), RENEW);
  }

  private String lived(long seed) {
    return seed + " " + World.run(seed, SESSIONS, Parts.REAL).hash();
  }

  private static String text(List<String> lines) {
    return lines.stream().collect(Collectors.joining("\n", "\n", "\n"));
  }

  /** Lines of seed and hash; those that start with # say what they are. */
  private static List<String> onRecord() throws IOException {
    try (InputStream file = HistoriesTest.class.getResourceAsStream("histories.txt")) {
      byte[] bytes = Objects.requireNonNull(file, "histories.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
