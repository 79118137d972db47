package cubby.agent.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * Wanders through inputs by a seed and checks after every step what must always hold: a door opens
 * only for a valid right (invariant 1), everything told is numbered without a gap (3), every action
 * has at most one result and one in the end (4).
 */
class RandomWalkTest {
  private static final int STEPS = 3_000;

  private final Set<Long> pulses = new HashSet<>();
  private final Map<String, Outcome> results = new HashMap<>();
  private final Set<String> sent = new HashSet<>();
  private final Set<String> spent = new HashSet<>();
  private long lastTold;
  private int deposits;

  @RepeatedTest(20)
  void whateverHappensTheInvariantsHold(RepetitionInfo repetition) {
    walk(repetition.getCurrentRepetition());
    assertTrue(results.size() > 100, "the walk did something: " + results.size());
    assertFalse(spent.isEmpty(), "something was collected");
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    assertEquals(walk(77), new RandomWalkTest().walk(77));
  }

  private List<Effect> walk(long seed) {
    Random random = new Random(seed);
    Story story = new Story();
    List<Effect> history = new ArrayList<>();
    check(story, story.state, history);
    for (int i = 0; i < STEPS; i++) {
      CabinetState before = story.state;
      advance(story, random);
      check(story, before, history);
    }
    settle(story, history);
    return history;
  }

  private void advance(Story story, Random random) {
    int door = 1 + random.nextInt(4);
    story.coilsWork = random.nextInt(20) > 0;
    switch (random.nextInt(16)) {
      case 0, 1, 2 -> deposit(story, door);
      case 3, 4, 5 -> story.set(door, DoorReading.OPEN, story.at(door).senses().occupancy());
      case 6, 7, 8 -> story.closes(door, any(random, Occupancy.values()));
      case 9, 10 -> pickup(story, random, door);
      case 11 -> story.type(random.nextBoolean() ? Story.ANN : Story.WRONG);
      case 12 -> story.pass(random.nextInt(40_000));
      case 13 -> sent.add(story.send(other(story, random, door)));
      case 14 -> story.in(report(story, random, door));
      default -> rare(story, random, door);
    }
  }

  private void deposit(Story story, int door) {
    deposits++;
    String deposit = "d" + deposits;
    story.grants(Story.grant("g" + deposits, deposit, door, Story.ANN, 0));
    sent.add(story.open(door, Purpose.DEPOSIT, deposit, "rider"));
  }

  private void pickup(Story story, Random random, int door) {
    String deposit = story.tenancy(door).depositId();
    Purpose purpose = any(random, Purpose.values());
    sent.add(story.open(door, purpose, deposit, "right" + random.nextInt(2)));
  }

  private static Action.What other(Story story, Random random, int door) {
    return switch (random.nextInt(4)) {
      case 0 -> new Action.Abort(door, story.tenancy(door).depositId());
      case 1, 2 -> new Action.Release(door, "");
      default -> new Action.Quarantine(door, "test");
    };
  }

  private static Input report(Story story, Random random, int door) {
    long pulse = story.state.lastPulse();
    return switch (random.nextInt(4)) {
      case 0 -> new Input.PulseFailed(door, pulse);
      case 1 -> new Input.PulseRefused(door, pulse);
      case 2 -> new Input.ForgotPressed();
      default -> new Input.Committed(story.state.lastSequence() - random.nextInt(20));
    };
  }

  private static void rare(Story story, Random random, int door) {
    switch (random.nextInt(4)) {
      case 0 -> story.restart();
      case 1 -> story.silence(door);
      case 2 -> story.set(door, DoorReading.UNKNOWN, Occupancy.UNKNOWN);
      default -> story.pass(200_000);
    }
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private void check(Story story, CabinetState before, List<Effect> history) {
    for (Effect effect : story.effects) {
      switch (effect) {
        case Effect.Tell tell -> told(tell);
        case Effect.Pulse pulse -> pulsed(pulse, story);
        default -> {}
      }
    }
    history.addAll(story.effects);
    story.effects.clear();
    assertEquals(lastTold, story.state.lastSequence(), "every number was told");
    assertTrue(story.state.epoch() >= before.epoch(), "epochs go up");
    for (Compartment compartment : story.state.compartments()) {
      whole(compartment);
    }
  }

  private void told(Effect.Tell tell) {
    assertEquals(lastTold + 1, tell.sequence(), "no gap and no repetition");
    lastTold = tell.sequence();
    switch (tell.fact()) {
      case Fact.ActionFinished finished -> {
        Outcome first = results.putIfAbsent(finished.actionId(), finished.outcome());
        assertTrue(
            first == null || first.equals(finished.outcome()), "the first result stands: " + tell);
      }
      case Fact.DepositCollected collected -> spent.add(tell.depositId());
      case Fact.DepositTakenBack back -> spent.add(tell.depositId());
      case Fact.DoorUnlocking unlocking when unlocking.purpose() == Purpose.PICKUP ->
          assertFalse(spent.contains(tell.depositId()), "a spent right opens nothing: " + tell);
      case Fact.DoorUnlocking unlocking when unlocking.purpose() == Purpose.DEPOSIT -> {
        Compartment after = tell.after();
        assertNotNull(after);
        assertTrue(after.tenancy() instanceof Tenancy.Depositing, "its own deposit: " + tell);
      }
      default -> {}
    }
  }

  private void pulsed(Effect.Pulse pulse, Story story) {
    assertTrue(pulses.add(pulse.pulse()), "no pulse twice: " + pulse);
    assertNotNull(story.state.find(pulse.compartment()));
  }

  private static void whole(Compartment compartment) {
    boolean using =
        compartment.tenancy() instanceof Tenancy.Depositing
            || compartment.tenancy() instanceof Tenancy.Collecting;
    assertFalse(
        using && compartment.motion() instanceof Motion.Closed,
        "nobody is using a closed door: " + compartment);
    assertEquals(
        compartment.tenancy() instanceof Tenancy.Free,
        compartment.tenancy().depositId().isEmpty(),
        "free and only free has no deposit: " + compartment);
  }

  /** The network heals and time passes: every action has its one result. */
  private void settle(Story story, List<Effect> history) {
    story.coilsWork = true;
    story.pass(60_000);
    check(story, story.state, history);
    for (String action : sent) {
      assertTrue(results.containsKey(action), "has a result: " + action);
    }
  }
}
