package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of a long story that goes wrong only what it needs is left. */
class ShrinkerTest {
  private static final int SESSIONS = 10;
  private static final int MAX_SEEDS = 60;

  @BeforeAll
  static void nobodyReadsTheLog() {
    Silence.begin();
  }

  @Test
  void aPlantedBugIsShownByAMuchShorterStoryThatCanBePlayedAgain() {
    Replay whole = findsTheBug();
    Replay.Lived longStory = whole.live(World::run, Bugs.NOTHING_FORGOTTEN, 50);

    Shrinker.Shrunk shrunk = Shrinker.shrink(whole, World::run, Bugs.NOTHING_FORGOTTEN);

    Replay.Lived shortStory = shrunk.replay().live(World::run, Bugs.NOTHING_FORGOTTEN, 50);
    assertTrue(
        shortStory.happened().size() * 2 < longStory.happened().size(),
        () -> shortStory.happened() + " of " + longStory.happened());
    assertTrue(
        shrunk.result().steps() <= longStory.result().steps(),
        () -> shrunk.result().steps() + " steps of " + longStory.result().steps());
    assertTrue(
        shrunk.result().violations().getFirst().contains("which the cabinet was told to forget"),
        shrunk.result().violations()::toString);
    assertEquals(shrunk.result().hash(), shortStory.result().hash());
    assertTrue(shrunk.script().stream().anyMatch(step -> step.contains("revokes")));
  }

  @Test
  void nothingOfWhatIsMaskedOutHappens() {
    Replay.Lived bare =
        new Replay(3, SESSIONS, Mask.kinds(), Set.of()).live(World::run, Parts.REAL, 50);

    assertEquals(Set.of(), bare.happened());
    assertEquals(java.util.Map.of(), bare.result().faults());
    assertEquals(0, bare.result().complete(), "no rider came");
  }

  private static Replay findsTheBug() {
    for (long seed = 1; seed <= MAX_SEEDS; seed++) {
      World.Result result = World.run(seed, SESSIONS, Bugs.NOTHING_FORGOTTEN);
      if (result.violations().stream().anyMatch(v -> v.contains("told to forget"))) {
        return new Replay(seed, SESSIONS, Set.of(), null);
      }
    }
    throw new AssertionError("not found in " + MAX_SEEDS + " worlds");
  }
}
