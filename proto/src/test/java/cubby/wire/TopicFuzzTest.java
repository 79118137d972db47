package cubby.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text as a topic, any text as a cabinet's name. */
class TopicFuzzTest {
  private static final String INNER = "abcdefghijklmnopqrstuvwxyz0123456789-";

  static Stream<byte[]> topics() {
    Stream<String> good = Arrays.stream(Topic.values()).map(t -> "east-1\n" + t.of("east-1"));
    Stream<String> bad =
        Stream.of(
            "east-1\ncab/west-2/down/actions",
            "east-1\ncab/east-1/down/#",
            "east-1\ncab/+/up/hello",
            "east-1\ncab/east-1/up/hello/",
            "a/b\ncab/a/b/up/hello",
            "-east\n",
            "\n");
    return Stream.concat(good, bad).map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  /** The input is a cabinet's name, a line end, and a topic. */
  @MethodSource("topics")
  @FuzzTest
  void aTopicIsOneOfTheSevenOrNone(byte[] bytes) {
    String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
    String cabinet = parts[0];
    String name = parts.length > 1 ? parts[1] : "";
    Optional<Topic> spelt =
        Arrays.stream(Topic.values()).filter(t -> t.of(cabinet).equals(name)).findFirst();
    assertEquals(spelt, Topic.parse(cabinet, name));
    assertEquals(isName(cabinet), Topic.isCabinetId(cabinet), cabinet);
  }

  private static boolean isName(String text) {
    return text.length() >= 3
        && text.length() <= 40
        && text.chars().allMatch(c -> INNER.indexOf(c) >= 0)
        && !text.startsWith("-")
        && !text.endsWith("-");
  }
}
