package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.PickupUseCases.NewDelegate;
import cubby.wire.v1.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order that got lost and was overtaken is refused by the cabinet; nobody is stranded by it. */
class OvertakenTest {
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
  void theSameDoorIsOrderedAgainUnderANewNumberForTheTimeThatIsLeft() {
    String deposit = desk.begun("S").id();
    Action first = desk.cabinet.newest();
    desk.pass(Duration.ofSeconds(4));
    desk.cabinet.wasOvertaken(first);
    Action second = desk.cabinet.ordered(2);

    assertNotEquals(first.getId(), second.getId());
    assertTrue(second.getSequence() > first.getSequence(), "or it would be overtaken again");
    assertEquals(first.getDeadlineUptimeMillis(), second.getDeadlineUptimeMillis());
    assertEquals(first.getOpen(), second.getOpen());
    assertEquals(1, desk.counts.get(Count.ACTIONS_OVERTAKEN));
    assertEquals("OPENING", desk.view(deposit).state());
    desk.cabinet.opensForDeposit();
    assertEquals("OPEN", desk.view(deposit).state());
  }

  @Test
  void onceItsTimeIsOverTheDepositFailsForGood() {
    String deposit = desk.begun("S").id();
    Action first = desk.cabinet.newest();
    desk.pass(Duration.ofSeconds(15));
    assertEquals(first, desk.cabinet.ordered(2), "repeated while nothing was heard of it");
    desk.cabinet.wasOvertaken(first);
    desk.settle();

    DepositView view = desk.view(deposit);
    assertEquals("FAILED", view.state());
    assertEquals("NOT_OPENED_IN_TIME", view.reason());
    assertEquals(2, desk.cabinet.actions.size());
  }

  @Test
  void anOvertakenCancellationIsAskedForAgain() {
    String deposit = desk.begun("S").id();
    desk.cabinet.opensForDeposit();
    Desk.done(Desk.now(desk.core.deposits().cancel(Desk.RIDER, deposit)));
    Action abort = desk.cabinet.ordered(2);
    desk.cabinet.wasOvertaken(abort);

    assertEquals(abort.getAbort(), desk.cabinet.ordered(3).getAbort());
    desk.cabinet.aborts(deposit);
    assertEquals("CANCELLED", desk.view(deposit).state());
  }

  @Test
  void aCancellationThatOvertookTheOpeningEndsTheDepositAndNoDoorOpensLater() {
    String deposit = desk.begun("S").id();
    Action open = desk.cabinet.newest();
    Desk.done(Desk.now(desk.core.deposits().cancel(Desk.RIDER, deposit)));
    desk.cabinet.knowsNothingOf(desk.cabinet.ordered(2));
    desk.settle();
    assertEquals("CANCELLED", desk.view(deposit).state());

    desk.cabinet.wasOvertaken(open);
    desk.settle();
    assertEquals(2, desk.cabinet.actions.size(), "the rider has gone: nothing opens any more");
    assertEquals("CANCELLED", desk.view(deposit).state());
  }

  @Test
  void anOpeningThatWasOvertakenWhileItIsBeingCancelledIsCancelled() {
    String deposit = desk.begun("S").id();
    Action open = desk.cabinet.newest();
    Desk.done(Desk.now(desk.core.deposits().cancel(Desk.RIDER, deposit)));
    Action abort = desk.cabinet.ordered(2);
    desk.cabinet.wasOvertaken(open);
    desk.cabinet.knowsNothingOf(abort);
    desk.settle();

    assertEquals(2, desk.cabinet.actions.size());
    assertEquals("CANCELLED", desk.view(deposit).state());
    assertFalse(
        desk.view(deposit).history().stream()
            .anyMatch(line -> line.what().equals("CANCEL_REFUSED")),
        "nobody is told that it failed");
  }

  @Test
  void aPickupIsOrderedAgainButNotForARightThatEndedMeanwhile() {
    desk.stored("S");
    String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    NewDelegate delegate = Desk.done(Desk.now(desk.core.pickups().delegate(token, "13700000000")));
    String other = delegate.link().substring(delegate.link().indexOf("/p/") + 3);
    Desk.done(Desk.now(desk.core.pickups().open(other, true)));
    Action forDelegate = desk.cabinet.ordered(2);
    Desk.done(Desk.now(desk.core.pickups().revoke(token, delegate.id())));
    desk.cabinet.wasOvertaken(forDelegate);
    desk.settle();
    assertEquals(2, desk.cabinet.actions.size(), "a right that was taken away opens nothing");

    Desk.done(Desk.now(desk.core.pickups().open(token, true)));
    Action forHolder = desk.cabinet.ordered(3);
    desk.cabinet.wasOvertaken(forHolder);
    assertEquals(forHolder.getOpen(), desk.cabinet.ordered(4).getOpen());
  }

  @Test
  void lostOrdersAreRepeatedInTheOrderOfTheirNumbers() {
    for (int i = 0; i < 3; i++) {
      desk.begun(List.of("S", "M", "L").get(i));
    }
    desk.pass(Duration.ofSeconds(6));
    desk.cabinet.ordered(6);
    List<Long> numbers = desk.cabinet.actions.stream().map(Action::getSequence).toList();

    assertEquals(List.of(1L, 2L, 3L, 1L, 2L, 3L), numbers);
  }
}
