package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.world.sim.World.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same as {@link PlantedBugTest}, for faults that come in few worlds: each in its weather. */
class RarePlantedBugTest {
  private static final int SESSIONS = 10;
  private static final int MAX_SEEDS = 12;

  @BeforeAll
  static void nobodyReadsTheLog() {
    Silence.begin();
  }

  @Test
  void anEpochThatBeginsAgainOnAnOlderJournalIsFound() {
    assertFound(MoreBugs.EPOCHS_COUNTED, MoreBugs.LYING_DISK, 4, "again");
  }

  @Test
  void anOlderJournalThatNobodyNoticesIsFound() {
    assertFound(MoreBugs.OLDER_JOURNAL_UNTOLD, MoreBugs.LYING_DISK, 4, "nobody noticed");
  }

  @Test
  void aLostJournalThatIsTakenForANewCabinetsIsFound() {
    assertFound(MoreBugs.LOSS_IGNORED, MoreBugs.DAMAGED_DISK, 4, "JOURNAL_LOST");
  }

  @Test
  void codesThatAreLookedAtWithoutEndAreFound() {
    assertFound(MoreBugs.CODES_WITHOUT_END, MoreBugs.GUESSERS, 1, "guessed codes");
  }

  @Test
  void anAgentThatStumblesOverNewFieldsIsFound() {
    assertFound(MoreBugs.NEW_FIELDS_REFUSED, MoreBugs.NEWER_GATEWAY, 4, "should have desired");
  }

  @Test
  void aConfirmationThatDeletesWhatWasNotConfirmedIsFound() {
    assertFound(MoreBugs.ALL_CONFIRMED, MoreBugs.SLOW_WIRE, 3, "too early");
  }

  @Test
  void aPartnerThatWasNeverToldIsFound() {
    assertFound(MoreBugs.PARTNERS_UNTOLD, Weather.CALM, 4, "nobody heard it");
  }

  @Test
  void noneOfTheseStormsBreaksAnythingByItself() {
    for (long seed = 1; seed <= MAX_SEEDS; seed++) {
      Weather weather = seed % 2 == 0 ? MoreBugs.LYING_DISK : MoreBugs.DAMAGED_DISK;
      Result result = World.run(seed, SESSIONS, weather, Parts.REAL);
      assertEquals(java.util.List.of(), result.violations(), result.lastSteps()::toString);
    }
  }

  private static void assertFound(Parts bug, Weather weather, int invariant, String words) {
    for (long seed = 1; seed <= MAX_SEEDS; seed++) {
      Result result = World.run(seed, SESSIONS, weather, bug);
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
