package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.world.sim.World.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int SESSIONS = 10;
  private static final int SEEDS = 30;

  @BeforeAll
  static void nobodyReadsTheLog() {
    Silence.begin();
  }

  @Test
  void aCalmWorldComesToRestWithoutAFault() {
    Result calm = World.run(7, SESSIONS, Weather.CALM, Parts.REAL);

    assertEquals(List.of(), calm.violations(), calm.lastSteps()::toString);
    assertEquals(Map.of(), calm.faults());
    assertEquals(Map.of(), calm.killPoints());
  }

  @Test
  void theSameSeedGivesTheSameHistoryAndAnotherSeedAnother() {
    Result first = World.run(5, SESSIONS, Parts.REAL);
    Result again = World.run(5, SESSIONS, Parts.REAL);

    assertEquals(first, again);
    assertNotEquals(first.hash(), World.run(6, SESSIONS, Parts.REAL).hash());
  }

  @Test
  void noInvariantBreaksInAnyStormAndEveryWorldComesToRest() {
    Map<String, Long> faults = new TreeMap<>();
    Map<String, Long> killPoints = new TreeMap<>();
    List<String> broken = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Result result = World.run(seed, SESSIONS, Parts.REAL);
      result.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
      result.killPoints().forEach((point, count) -> killPoints.merge(point, count, Long::sum));
      if (!result.violations().isEmpty()) {
        broken.add("seed " + seed + ": " + result.violations() + "\n" + result.lastSteps());
      }
    }

    assertEquals(List.of(), broken);
    assertTrue(
        faults
            .keySet()
            .containsAll(
                List.of(
                    "cut",
                    "one-way cut",
                    "dropped",
                    "repeated",
                    "power cut",
                    "gateway killed",
                    "disk full",
                    "pried",
                    "code guessed",
                    "replayed",
                    "retained",
                    "stuck latch",
                    "wrong door wiring")),
        faults::toString);
    assertTrue(killPoints.size() >= 5, killPoints::toString);
  }

  @Test
  void theOptionsOfACommandAreExplainedWhereTheyAreWrong() {
    assertEquals(
        new SimulateOptions(3, 20, Tier.FAST, Signatures.MIXED, 1, false, Set.of(), null),
        options("--seed", "3", "--sessions", "20"));
    assertEquals(
        new SimulateOptions(
            1, 300, Tier.SLOW, Signatures.REAL, 2, true, Set.of("cut", "delay"), Set.of(3, 17)),
        options(
            "--keep-going",
            "--tier",
            "slow",
            "--workers",
            "2",
            "--without",
            "cut,delay",
            "--only",
            "3,17"));
    assertEquals(
        "--signatures \"none\" is not one of real, mac, mixed", refusal("--signatures", "none"));
    assertEquals("--workers 1000 is more than 256", refusal("--workers", "1000"));
    assertEquals("--tier \"swift\" is not fast or slow", refusal("--tier", "swift"));
    assertEquals("--sessions \"many\" is not a number", refusal("--sessions", "many"));
    assertEquals("--sessions 0 is less than 1", refusal("--sessions", "0"));
    assertEquals("there is no option \"--speed\"", refusal("--speed", "1"));
    assertEquals("--seed needs a value", refusal("--seed"));
  }

  private static SimulateOptions options(String... words) {
    return SimulateOptions.parse(words);
  }

  private static String refusal(String... words) {
    try {
      return "taken as " + options(words);
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
