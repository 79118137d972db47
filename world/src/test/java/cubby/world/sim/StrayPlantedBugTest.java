package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.world.sim.World.Result;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each single check of the referee is alive, beyond one for each invariant. */
class StrayPlantedBugTest {
  private static final int SESSIONS = 10;
  private static final int MAX_SEEDS = 60;

  @BeforeAll
  static void nobodyReadsTheLog() {
    Silence.begin();
  }

  static List<Arguments> bugs() {
    return List.of(
        bug("an order that no disk holds", StrayBugs.UNWRITTEN_ORDER, 3, "that no disk holds"),
        bug(
            "two documents of one version",
            StrayBugs.TWO_DOCUMENTS_OF_ONE_VERSION,
            8,
            "two desired states"),
        bug("a gateway as a cabinet", StrayBugs.GATEWAY_AS_A_CABINET, 1, "speaks as a cabinet"),
        bug("an event that was skipped", StrayBugs.EVENT_SKIPPED, 8, "numbers event"),
        bug("a second collection", StrayBugs.COLLECTED_AGAIN, 1, "collected twice"),
        bug("stored after its end", StrayBugs.STORED_AFTER_ITS_END, 1, "stored after its end"),
        bug("nobody's right", StrayBugs.RIGHT_OF_NOBODY, 1, "no right of this deposit"),
        bug("pulses without end", StrayBugs.RETRY_WITHOUT_END, 1, "opens twice by action"),
        bug("the door beside", StrayBugs.ORDER_FOR_THE_DOOR_BESIDE, 1, "for something else"),
        bug("a swallowed abort", StrayBugs.ABORTS_SWALLOWED, 4, "is pending"),
        bug("orders done much later", StrayBugs.ORDERS_DONE_MUCH_LATER, 1, "did not ask"),
        bug("a version of nobody", StrayBugs.VERSION_OF_NOBODY, 1, "that nobody sent"),
        bug("a grace without end", StrayBugs.GRACE_WITHOUT_END, 1, "after it was emptied"),
        bug("a remembered code", StrayBugs.CODE_REMEMBERED, 1, "nobody typed its code"),
        bug("a hasty guard of the coils", StrayBugs.HASTY_GUARD, 2, "coil"));
  }

  private static Arguments bug(String name, Parts parts, int invariant, String words) {
    return Arguments.of(name, parts, invariant, words);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void aPlantedBugIsFoundByItsOwnInvariant(String name, Parts bug, int invariant, String words) {
    for (long seed = 1; seed <= MAX_SEEDS; seed++) {
      if (isFound(World.run(seed, SESSIONS, bug), invariant, words)) {
        return;
      }
    }
    assertEquals("found", "not found in " + MAX_SEEDS * SESSIONS + " sessions: " + name);
  }

  @Test
  void aQueueWithoutEndIsFound() {
    assertTrue(
        isFound(World.run(1, SESSIONS, StrayBugs.FLOODS, StrayBugs.QUEUE_WITHOUT_END), 9, "wait"));
  }

  @Test
  void aFullQueueThatSaysNothingIsFound() {
    Result result = World.run(1, SESSIONS, StrayBugs.FLOODS, StrayBugs.FULL_QUEUE_SAYS_NOTHING);
    assertTrue(isFound(result, 9, "says nothing"));
  }

  @Test
  void aFloodBreaksNothingByItself() {
    for (long seed = 1; seed <= 5; seed++) {
      Result result = World.run(seed, SESSIONS, StrayBugs.FLOODS, Parts.REAL);
      assertEquals(List.of(), result.violations(), result.lastSteps()::toString);
      assertTrue(result.faults().containsKey("flood"));
    }
  }

  private static boolean isFound(Result result, int invariant, String words) {
    if (result.violations().isEmpty()) {
      return false;
    }
    assertTrue(
        result.violations().stream().anyMatch(v -> v.contains(words)),
        () -> "found something else: " + result.violations());
    assertTrue(
        result.violations().getFirst().startsWith("invariant " + invariant + ": "),
        () -> "found by another invariant: " + result.violations());
    return true;
  }
}
