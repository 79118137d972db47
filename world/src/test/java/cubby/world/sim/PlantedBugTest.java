package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.world.sim.World.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each invariant is alive: a bug that breaks it is found, and by that invariant. */
class PlantedBugTest {
  private static final int SESSIONS = 10;
  private static final int MAX_SEEDS = 60;

  @BeforeAll
  static void nobodyReadsTheLog() {
    Silence.begin();
  }

  @Test
  void aJournalThatReportsACommitBeforeItIsOnTheDiskIsFound() {
    assertFound(Bugs.LYING_JOURNAL, 3, "that its disk lacks");
  }

  @Test
  void aCabinetThatNeverForgetsARevokedRightIsFound() {
    assertFound(Bugs.NOTHING_FORGOTTEN, 1, "which the cabinet was told to forget");
  }

  @Test
  void anOldOrderThatIsDoneAgainIsFound() {
    assertFound(Bugs.ORDERS_DONE_AGAIN, 1, "that nobody ordered");
  }

  @Test
  void resultsThatDoNotSurviveARestartAreFound() {
    assertFound(Bugs.RESULTS_LOST, 4, "two results");
  }

  @Test
  void aCoilThatBelongsToAnotherDoorIsFound() {
    assertFound(Bugs.NEIGHBOURS_COIL, 3, "without a stored decision");
  }

  @Test
  void aConfirmationOfEventsThatAreNotStoredIsFound() {
    assertFound(Bugs.CONFIRMED_TOO_EARLY, 3, "confirmed, not stored");
  }

  @Test
  void aDesiredStateThatIsNeverAppliedKeepsTheWorldFromRest() {
    assertFound(Bugs.DESIRED_IGNORED, 4, "should have desired state");
  }

  @Test
  void aGatewayThatSeesAnotherStateThanTheCabinetHasKeepsTheWorldFromRest() {
    assertFound(Bugs.STATES_DIFFER, 4, "to the gateway");
  }

  private static void assertFound(Parts bug, int invariant, String words) {
    for (long seed = 1; seed <= MAX_SEEDS; seed++) {
      Result result = World.run(seed, SESSIONS, bug);
      if (!result.violations().isEmpty()) {
        boolean named = result.violations().stream().anyMatch(v -> v.contains(words));
        assertTrue(named, () -> "found something else: " + result.violations());
        assertTrue(
            result.violations().getFirst().startsWith("invariant " + invariant + ": "),
            () -> "found by another invariant: " + result.violations());
        return;
      }
    }
    assertEquals("found", "not found in " + MAX_SEEDS * SESSIONS + " sessions: " + words);
  }
}
