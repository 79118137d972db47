package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever dies wherever in a flow: the flow comes to its end, and the world to rest. */
class KillPointsTest {
  /** Far fewer would mean that effects are no longer seen; 1,545 when this was written. */
  private static final int LEAST_POINTS = 1_200;

  @BeforeAll
  static void nobodyReadsTheLog() {
    Silence.begin();
  }

  @Test
  void everyFlowSurvivesADeathAtEachOfItsPoints() {
    int points = 0;
    Set<String> kinds = new TreeSet<>();
    List<String> failures = new ArrayList<>();
    for (Flow flow : Flow.all()) {
      KillPoints.Covered covered = KillPoints.cover(flow, Parts.REAL, 0);
      points += covered.points();
      kinds.addAll(covered.kinds().keySet());
      covered.failures().forEach(f -> failures.add(f.again() + " " + f.played().violations()));
    }

    assertEquals(List.of(), failures);
    assertTrue(points >= LEAST_POINTS, points + " points");
    assertTrue(
        kinds.containsAll(
            List.of(
                "gateway before the store's commit",
                "gateway between the store's commit and what follows",
                "gateway before the store's answer",
                "gateway before sending ACTIONS",
                "gateway after sending DESIRED",
                "gateway before sending COMMITTED",
                "gateway after a text",
                "north before the journal's commit",
                "north after the journal's commit",
                "north before the coil",
                "north after the coil",
                "north before publishing HELLO",
                "north after publishing EVENTS")),
        kinds::toString);
  }

  @Test
  void aSecondDeathDuringTheRecoveryIsSurvivedToo() {
    Flow shortest = flow("quarantine and release");
    KillPoints.Covered covered =
        KillPoints.cover(shortest, Parts.REAL, KillPointsMain.everySecond(shortest));

    assertEquals(List.of(), covered.failures());
    assertTrue(covered.pairs() > covered.points(), covered.pairs() + " pairs");
  }

  @Test
  void anAgentThatForgetsItsResultsIsFoundByADeath() {
    assertFalse(
        KillPoints.cover(flow("deposit"), Bugs.RESULTS_LOST, 0).failures().isEmpty(),
        "nobody noticed");
  }

  private static Flow flow(String name) {
    return Flow.all().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }
}
