package cubby.world.sim;

import com.code_intelligence.jazzer.junit.FuzzTest;
import cubby.wire.Topic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway hears what is well-formed and makes no sense; the scene holds what must not happen. */
class IntakeFuzzTest {
  private static final int MOST_WORDS = 40;

  @BeforeAll
  static void nobodyReadsTheLog() {
    Silence.begin();
  }

  static Stream<byte[]> scripts() {
    return Stream.of(
        new byte[0],
        bytes(0, 0, 249, 0, 9, 0, 0, 0, 0),
        // A hello of a later start, a batch of each length.
        bytes(0, 1, 248, 5, 9, 1, 1, 1, 1, 0, 3, 1),
        bytes(1, 0, 250, 249, 9, 0, 1, 0, 0, 11, 1, 2, 0, 1, 1, 0, 0),
        bytes(1, 2, 250, 249, 9, 0, 1, 0, 0, 1, 0, 1, 2, 9),
        bytes(1, 133, 250, 249, 9, 0, 1, 0, 0, 13, 1, 249, 9, 0, 1, 0, 0, 15, 1),
        bytes(2, 0, 0, 0, 200, 1, 1, 1),
        bytes(4, 200, 5, 0, 6, 0, 3, 7, 0),
        bytes(8, 1, 10, 2, 8, 1));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @MethodSource("scripts")
  @FuzzTest
  void noWordOfACabinetStopsOrSpoilsTheGateway(byte[] script) {
    // Under the fuzzer's own runner nothing stands before the first test.
    Silence.begin();
    IntakeScene scene = new IntakeScene();
    OddWords words = new OddWords(script, scene);
    for (int word = 0; word < MOST_WORDS && words.hasMore(); word++) {
      switch (words.next() % 9) {
        case 0 -> scene.says(Topic.HELLO, words.hello().toByteArray());
        case 1 -> scene.says(Topic.EVENTS, words.events().toByteArray());
        case 2 -> scene.says(Topic.TELEMETRY, words.telemetry().toByteArray());
        case 3 -> scene.reconnect();
        case 4 -> scene.pass(words.next() * 1_000L);
        case 5 -> scene.begin(IntakeScene.ODD);
        case 6 -> some(scene.ownDeposits(), words.next()).ifPresent(scene::cancel);
        case 7 -> some(scene.ownDeposits(), words.next()).ifPresent(scene::takeBack);
        default -> scene.says(Topic.values()[words.next() % Topic.values().length], words.rest());
      }
    }
    scene.anHonestCabinetIsHeard();
  }

  private static Optional<String> some(List<String> all, int which) {
    return all.isEmpty() ? Optional.empty() : all.stream().skip(which % all.size()).findFirst();
  }
}
