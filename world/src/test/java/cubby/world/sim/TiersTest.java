package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.world.sim.World.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables in memory say what the SQL on real files says. */
class TiersTest {
  private static final int SESSIONS = 10;
  private static final int SEEDS = 20;

  @BeforeAll
  static void nobodyReadsTheLog() {
    Silence.begin();
  }

  @Test
  void aSeedTellsTheSameStoryInMemoryAndOnSqliteFiles() {
    try (SlowTier files = new SlowTier()) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        long one = seed;
        Result fast = World.run(one, SESSIONS, Parts.REAL);
        Result slow = files.run(parts -> World.run(one, SESSIONS, parts), Parts.REAL);
        assertEquals(fast, slow, "seed " + one);
      }
    }
  }
}
