package cubby.agent.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionStoryTest {
  private final Story story = new Story();

  private Action deposit() {
    return story.action(new Action.Open(1, Purpose.DEPOSIT, "d1", "rider"));
  }

  private void send(Action action) {
    story.in(new Input.ActionArrived(action));
  }

  @Test
  void aDuplicateOfAPendingActionDoesNothing() {
    Action action = deposit();
    send(action);
    send(action);
    assertEquals(1, story.pulses(1));
    assertTrue(story.effects.contains(new Effect.Ignored(Effect.Reason.ACTION_REPEATED)));
    story.opens(1);
    story.ended(action.id(), new Outcome.Done());
  }

  @Test
  void aDuplicateOfAFinishedActionIsToldAgainOnlyOnceTheResultLeftTheOutbox() {
    Action action = deposit();
    send(action);
    story.opens(1);
    send(action);
    story.ended(action.id(), new Outcome.Done());
    story.in(new Input.Committed(story.state.lastSequence()));
    long before = story.state.lastSequence();
    send(action);
    send(action);
    assertEquals(before + 1, story.state.lastSequence());
    story.told(1, new Fact.ActionFinished(action.id(), new Outcome.Done()));
    assertEquals(1, story.pulses(1));
  }

  @Test
  void anActionOfAnotherEpochIsStale() {
    Action action = deposit();
    story.restart();
    send(action);
    story.refused(action.id(), Refusal.STALE_EPOCH);
    assertTrue(story.effects.contains(new Effect.Ignored(Effect.Reason.ACTION_REFUSED)));
    assertEquals(0, story.pulses(1));
  }

  @Test
  void aLateActionIsExpiredAndStaysSo() {
    Action action = deposit();
    story.pass(15_001);
    send(action);
    story.ended(action.id(), new Outcome.Expired());
    assertTrue(story.effects.contains(new Effect.Ignored(Effect.Reason.ACTION_EXPIRED)));
    send(action);
    story.ended(action.id(), new Outcome.Expired());
    assertEquals(0, story.pulses(1));
  }

  @Test
  void anActionAtItsDeadlineIsDone() {
    Action action = deposit();
    story.pass(15_000);
    send(action);
    assertEquals(1, story.pulses(1));
  }

  @Test
  void whatThisAgentDoesNotKnowIsRefused() {
    story.refused(story.send(new Action.Unheard(1)), Refusal.UNKNOWN_ACTION);
    story.refused(story.send(new Action.Release(0, "")), Refusal.NO_SUCH_COMPARTMENT);
  }

  @Test
  void atLeast4096ResultsAreRememberedAndOlderActionsAreStale() {
    List<ActionLedger.Entry> entries = new ArrayList<>();
    for (int i = 1; i <= 5_000; i++) {
      entries.add(new ActionLedger.Entry("a" + i, i, new Outcome.Done(), 1, i));
    }
    ActionLedger ledger = ActionLedger.of(entries, 0);
    assertTrue(ledger.size() >= ActionLedger.REMEMBERED, "remembers " + ledger.size());
    assertTrue(ledger.size() <= ActionLedger.REMEMBERED + 64, "is bounded: " + ledger.size());
    assertNotNull(ledger.find("a" + (5_000 - ActionLedger.REMEMBERED + 1)));
    assertNull(ledger.find("a1"));
    assertEquals(5_000 - ledger.size(), ledger.forgottenThrough());
  }

  @Test
  void anActionThatMayHaveBeenForgottenIsStale() {
    Action first = deposit();
    for (int i = 0; i < 4_300; i++) {
      story.send(new Action.Unheard(0));
    }
    story.effects.clear();
    send(first);
    story.refused(first.id(), Refusal.STALE_SEQUENCE);
    assertTrue(
        story.effects.stream().noneMatch(Effect.Pulse.class::isInstance), "nothing was pulsed");
  }

  @Test
  void anActionThatAYoungerOneOvertookIsRefusedAndStaysSo() {
    Action older = deposit();
    Action younger = story.action(new Action.Open(2, Purpose.DEPOSIT, "d2", "rider"));
    send(younger);
    send(older);
    story.refused(older.id(), Refusal.STALE_SEQUENCE);
    assertTrue(story.effects.contains(new Effect.Ignored(Effect.Reason.ACTION_OUT_OF_ORDER)));
    assertEquals(0, story.pulses(1));
    assertTrue(story.tenancy(1) instanceof Tenancy.Free, "nothing changed");
    send(older);
    story.refused(older.id(), Refusal.STALE_SEQUENCE);
    send(younger);
    story.opens(2);
    story.ended(younger.id(), new Outcome.Done());
    assertEquals(1, story.pulses(2));
  }

  @Test
  void aRefusedActionStillHasItsPlaceInTheOrder() {
    Action older = deposit();
    story.refused(story.send(new Action.Unheard(0)), Refusal.UNKNOWN_ACTION);
    send(older);
    story.refused(older.id(), Refusal.STALE_SEQUENCE);
  }

  @Test
  void twoActionsOfOneNumberAreOneTooMany() {
    Action first = deposit();
    send(first);
    Action second =
        new Action(
            "other", first.epoch(), first.sequence(), first.deadlineUptimeMillis(), first.what());
    send(second);
    story.refused("other", Refusal.STALE_SEQUENCE);
    assertEquals(1, story.pulses(1));
  }

  @Test
  void anActionThatCameTooLateMakesNoOtherStale() {
    Action next = deposit();
    send(new Action("late", next.epoch(), 1_000, story.uptime - 1, next.what()));
    story.ended("late", new Outcome.Expired());
    send(next);
    assertEquals(1, story.pulses(1));
  }

  @Test
  void anActionOfAnotherEpochMakesNoneOfThisOneStale() {
    Action next = deposit();
    send(new Action("old", next.epoch() - 1, 1_000, Long.MAX_VALUE, next.what()));
    send(next);
    assertEquals(1, story.pulses(1));
  }

  @Test
  void aNewEpochBeginsItsOwnOrder() {
    for (int i = 0; i < 3; i++) {
      story.send(new Action.Unheard(0));
    }
    story.restart();
    send(new Action("fresh", story.state.epoch(), 1, story.uptime + 1_000, deposit().what()));
    assertEquals(1, story.pulses(1));
  }

  @Test
  void aDesiredStateThatIsNoNewerIsIgnoredAndCountedByItsKind() {
    Grant grant = Story.grant("g", "d1", 1, Story.ANN, 0);
    Desired third = new Desired(3, Settings.DEFAULT, List.of(grant));
    story.in(new Input.DesiredArrived(third));
    story.effects.clear();
    desired(new Desired(2, Settings.DEFAULT, List.of()), Effect.Reason.DESIRED_STALE);
    desired(
        new Desired(3, Settings.DEFAULT, List.of(Story.grant("g", "d1", 1, Story.ANN, 0))),
        Effect.Reason.DESIRED_REPEATED);
    desired(
        new Desired(3, Settings.DEFAULT, List.of(Story.grant("g", "d1", 1, Story.BOB, 0))),
        Effect.Reason.DESIRED_CONFLICT);
    desired(new Desired(3, Settings.DEFAULT, List.of()), Effect.Reason.DESIRED_CONFLICT);
    assertEquals(third, story.state.desired());
  }

  private void desired(Desired desired, Effect.Reason reason) {
    story.effects.clear();
    story.in(new Input.DesiredArrived(desired));
    assertEquals(List.of(new Effect.Ignored(reason)), story.effects);
  }

  @Test
  void aFullOutboxRefusesDepositsFirstThenEveryOpening() {
    story.stored(2);
    long room = story.state.lastSequence();
    fill(Outbox.NO_DEPOSITS - story.state.outboxLength());
    story.told(0, new Fact.FaultRaised(Fault.OUTBOX_FULL));
    story.refused(story.send(new Action.Open(1, Purpose.DEPOSIT, "d1", "r")), Refusal.BUSY);
    story.type(Story.ANN);
    story.answers(Effect.Reply.OPENING);
    story.opens(2);
    story.closes(2, Occupancy.OCCUPIED);
    fill(Outbox.NO_OPENINGS - story.state.outboxLength());
    story.type(Story.ANN);
    story.answers(Effect.Reply.UNAVAILABLE);
    fill(Outbox.CAPACITY);
    assertEquals(Outbox.CAPACITY, story.state.outboxLength());
    story.in(new Input.Committed(story.state.lastSequence()));
    assertTrue(story.state.lastSequence() > room);
    story.told(0, new Fact.FaultCleared(Fault.OUTBOX_FULL));
    story.type(Story.ANN);
    story.answers(Effect.Reply.OPENING);
  }

  @Test
  void aLogThatFillsUpKeepsItsRoomForDoorsAndItems() {
    fill(Outbox.NO_HEALTH - story.state.outboxLength());
    long before = story.state.lastSequence();
    story.effects.clear();
    story.silence(1);
    story.pass(6_000);
    assertTrue(story.at(1).faults().contains(Fault.SENSOR_UNKNOWN), "known here all the same");
    assertEquals(before, story.state.lastSequence());
    assertTrue(story.effects.contains(new Effect.Ignored(Effect.Reason.OUTBOX_FULL)));
    story.opens(2);
    story.told(2, new Fact.OpenedWithoutCommand());
  }

  /** Facts that nobody asked for: a door that somebody forces. */
  private void fill(long facts) {
    for (long i = 0; i < facts; i++) {
      boolean raise = !story.at(3).faults().contains(Fault.OPENED_WITHOUT_COMMAND);
      story.state = flapped(story.state, raise);
    }
    story.in(new Input.Tick());
  }

  private CabinetState flapped(CabinetState state, boolean raise) {
    Turn turn = new Turn(state, new Moment(story.uptime, 0));
    if (raise) {
      turn.raise(3, Fault.OPENED_WITHOUT_COMMAND);
    } else {
      turn.clear(3, Fault.OPENED_WITHOUT_COMMAND);
    }
    return turn.done().next();
  }

  @Test
  void aGatewayThatKnowsMoreThanTheJournalMakesTheNumbersJump() {
    long last = story.state.lastSequence();
    story.in(new Input.Committed(last + 500));
    story.told(0, new Fact.FaultRaised(Fault.JOURNAL));
    assertEquals(last + 501, story.state.lastSequence());
    assertEquals(last + 500, story.state.committedThrough());
    story.restart();
    story.told(0, new Fact.FaultCleared(Fault.JOURNAL));
  }
}
