package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.world.sim.World.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * 2,000 sessions on real SQLite files. The tables in memory say what the SQL on the files says:
 * each seed tells the same story on both, byte for byte.
 */
class TiersTest {
  private static final int SESSIONS = 10;
  private static final int SEEDS = 200;
  private static final int WORKERS = 2;

  @BeforeAll
  static void nobodyReadsTheLog() {
    Silence.begin();
  }

  @Test
  void aSeedTellsTheSameStoryInMemoryAndOnSqliteFiles() throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    try (SlowTier files = new SlowTier()) {
      new Simulation(SEEDS, index -> bothWays(files, 1 + index))
          .run(
              WORKERS,
              slow -> {
                if (!slow.violations().isEmpty()) {
                  wrong.add("seed " + slow.seed() + ": " + slow.violations());
                }
                return true;
              });
    }
    assertEquals(List.of(), wrong);
  }

  private static Result bothWays(SlowTier files, long seed) {
    Result fast = World.run(seed, SESSIONS, Signatures.MAC, Parts.REAL);
    Result slow = files.run(parts -> World.run(seed, SESSIONS, Signatures.REAL, parts), Parts.REAL);
    assertEquals(fast, slow, "seed " + seed);
    return slow;
  }
}
