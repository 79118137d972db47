package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two hundred thousand sessions in every kind of storm, and nothing broken. {@code
 * -Dcubby.simulate.sessions=N} asks for fewer while one works on something else.
 */
class ManyWorldsTest {
  private static final long SESSIONS = Long.getLong("cubby.simulate.sessions", 200_000);
  private static final int SESSIONS_OF_ONE_WORLD = 10;
  private static final long FIRST_SEED = 100_000;

  private final Map<String, Long> faults = new TreeMap<>();
  private final Map<String, Long> ends = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();
  private long complete;

  @BeforeAll
  static void nobodyReadsTheLog() {
    Silence.begin();
  }

  @Test
  void noInvariantBreaksInTwoHundredThousandSessions() throws InterruptedException {
    // Some riders come and get no door: more of them come than sessions are wanted.
    Simulation worlds = new Simulation(SESSIONS, ManyWorldsTest::world);
    worlds.run(Runtime.getRuntime().availableProcessors(), this::take);

    assertEquals(List.of(), broken);
    assertTrue(complete >= SESSIONS, () -> complete + " sessions: " + ends);
    assertEquals(4, ends.size(), "sessions end in every way: " + ends);
    assertTrue(faults.size() >= 17, () -> "some faults never happened: " + faults);
  }

  private static World.Result world(long index) {
    return World.run(FIRST_SEED + index, SESSIONS_OF_ONE_WORLD, Parts.REAL);
  }

  private boolean take(World.Result result) {
    complete += result.complete();
    result.ends().forEach((state, count) -> ends.merge(state, count, Long::sum));
    result.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
    if (!result.violations().isEmpty()) {
      broken.add(
          "./cubby simulate --seed "
              + result.seed()
              + " --sessions "
              + result.sessions()
              + ": "
              + result.violations()
              + "\n"
              + String.join("\n", result.lastSteps()));
    }
    return broken.isEmpty() && complete < SESSIONS;
  }
}
