package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.PickupUseCases.Delegate;
import cubby.gateway.app.usecase.PickupUseCases.NewDelegate;
import cubby.gateway.app.usecase.PickupUseCases.PickupView;
import cubby.gateway.app.usecase.Refusal;
import cubby.wire.v1.Action;
import cubby.wire.v1.How;
import cubby.wire.v1.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipientStoryTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void aCabinetIsConnected() {
    desk = new Desk(folder);
    desk.cabinet.connects();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aDelegateCollectsOnceAndAllLinksAreOver() {
    String deposit = desk.stored("S");
    String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    NewDelegate delegate = Desk.done(Desk.now(desk.core.pickups().delegate(token, "13700000001")));
    String theirs = desk.tokenIn(Messenger.Kind.DELEGATED);
    assertTrue(delegate.link().endsWith(theirs));
    PickupView view = view(theirs);
    assertEquals(delegate.code(), view.code());
    assertNotEquals(view(token).code(), view.code());
    assertFalse(view.primary());
    assertTrue(view.delegates().isEmpty(), "a delegate does not see the others");

    desk.cabinet.ordered(1);
    desk.cabinet.isCollected(deposit, delegate.id(), How.HOW_CODE_AT_SCREEN);

    assertEquals("COLLECTED", view(token).state());
    assertEquals(
        Outcome.refused(Refusal.WRONG_STATE), Desk.now(desk.core.pickups().open(token, true)));
    assertEquals(List.of("SPENT"), view(token).delegates().stream().map(Delegate::state).toList());
    assertEquals("COLLECTED_BY_CODE", desk.view(deposit).history().getLast().what());
    assertEquals("holder:" + delegate.id(), desk.view(deposit).history().getLast().by());
  }

  @Test
  void aRevokedDelegateHoldsNothing() {
    desk.stored("S");
    String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    NewDelegate delegate = Desk.done(Desk.now(desk.core.pickups().delegate(token, "13700000001")));
    String theirs = desk.tokenIn(Messenger.Kind.DELEGATED);
    Desk.until(() -> desk.cabinet.desired.getLast().getGrantsCount() == 2);
    assertEquals(
        Outcome.refused(Refusal.NOT_FOUND),
        Desk.now(desk.core.pickups().revoke(theirs, delegate.id())),
        "only the primary holder revokes");

    Desk.done(Desk.now(desk.core.pickups().revoke(token, delegate.id())));

    assertEquals(Outcome.refused(Refusal.NOT_FOUND), Desk.now(desk.core.pickups().view(theirs)));
    assertEquals(
        Outcome.refused(Refusal.NOT_FOUND), Desk.now(desk.core.pickups().open(theirs, true)));
    Desk.until(() -> desk.cabinet.desired.getLast().getGrantsCount() == 1);
    assertEquals("REVOKED", view(token).delegates().getFirst().state());
  }

  @Test
  void onlyWhoStandsInFrontOpensAndTwiceIsOnce() {
    desk.stored("S");
    String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    assertEquals(
        Outcome.refused(Refusal.NOT_IN_FRONT), Desk.now(desk.core.pickups().open(token, false)));
    Desk.done(Desk.now(desk.core.pickups().open(token, true)));
    Desk.done(Desk.now(desk.core.pickups().open(token, true)));
    desk.settle();

    assertEquals(2, desk.cabinet.actions.size());
    assertEquals(
        Outcome.refused(Refusal.NOT_FOUND), Desk.now(desk.core.pickups().view("no-such-token")));
  }

  @Test
  void whatNobodyCollectsIsRemindedOfThenOverdueThenTakenBack() {
    String deposit = desk.stored("S");
    desk.pass(Duration.ofMinutes(11));
    assertEquals(
        Outcome.refused(Refusal.WRONG_STATE),
        Desk.now(desk.core.deposits().takeBack(Desk.RIDER, deposit)));

    desk.pass(Duration.ofHours(24));
    String token = desk.tokenIn(Messenger.Kind.REMINDER);
    assertFalse(desk.view(deposit).overdue());
    desk.pass(Duration.ofHours(48));
    desk.tokenIn(Messenger.Kind.OVERDUE);
    assertTrue(desk.view(deposit).overdue());
    assertEquals(
        List.of(deposit),
        Desk.now(desk.core.deposits().overdue()).stream().map(DepositView::id).toList());

    Desk.done(Desk.now(desk.core.deposits().takeBack(Desk.MANAGER, deposit)));
    Action action = desk.cabinet.ordered(2);
    assertEquals(Purpose.PURPOSE_TAKE_BACK, action.getOpen().getPurpose());
    assertEquals("TAKING_BACK", view(token).state());
    desk.cabinet.opensToTakeOut();
    assertEquals("TAKING_BACK", view(token).state());
    desk.cabinet.isTakenBack(deposit);
    assertEquals("TAKEN_BACK", desk.view(deposit).state());
    assertTrue(Desk.now(desk.core.deposits().overdue()).isEmpty());
  }

  @Test
  void aLinkIsDeadADayAfterTheEnd() {
    String deposit = desk.stored("S");
    String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    desk.cabinet.isCollected(deposit, "", How.HOW_CODE_AT_SCREEN);
    assertEquals("COLLECTED", view(token).state());
    desk.pass(Duration.ofHours(25));

    assertEquals(Outcome.refused(Refusal.NOT_FOUND), Desk.now(desk.core.pickups().view(token)));
  }

  @Test
  void aMessageThatFailsIsTriedAgainAndGivenUpInTheEnd() {
    desk.messengerWorks = false;
    desk.stored("S");
    Desk.until(() -> desk.counts.getOrDefault(Count.MESSAGES_RETRIED, 0) == 1);
    for (int i = 1; i < 7; i++) {
      int failed = i + 1;
      desk.settle();
      desk.pass(Duration.ofMinutes(61));
      Desk.until(() -> desk.counts.getOrDefault(Count.MESSAGES_RETRIED, 0) == failed);
    }
    desk.settle();
    desk.pass(Duration.ofMinutes(61));
    Desk.until(() -> desk.counts.containsKey(Count.MESSAGES_GIVEN_UP));
    desk.messengerWorks = true;
    desk.pass(Duration.ofMinutes(61));

    assertTrue(desk.messages.isEmpty());
  }

  @Test
  void aProblemReachesTheManagers() {
    desk.stored("S");
    String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    String id = Desk.done(Desk.now(desk.core.pickups().report(token, " The box is wet ")));

    var problems = Desk.now(desk.core.cabinets().problems());
    assertEquals(id, problems.getFirst().id());
    assertEquals("The box is wet", problems.getFirst().text());
  }

  private PickupView view(String token) {
    return Desk.done(Desk.now(desk.core.pickups().view(token)));
  }
}
