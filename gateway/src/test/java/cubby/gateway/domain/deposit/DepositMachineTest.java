package cubby.gateway.domain.deposit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.domain.action.Purpose;
import cubby.gateway.domain.cabinet.CompartmentKind;
import cubby.gateway.domain.cabinet.DoorView;
import cubby.gateway.domain.cabinet.Size;
import cubby.gateway.domain.cabinet.Tenancy;
import cubby.gateway.domain.deposit.DepositEffect.About;
import cubby.gateway.domain.deposit.DepositEffect.EndGrants;
import cubby.gateway.domain.deposit.DepositEffect.Tell;
import cubby.gateway.domain.deposit.DepositInput.AbortCause;
import cubby.gateway.domain.deposit.DepositInput.AbortResult;
import cubby.gateway.domain.deposit.DepositInput.How;
import cubby.gateway.domain.deposit.DepositInput.OpenResult;
import cubby.gateway.domain.site.SiteSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DepositMachineTest {
  private static final int DOOR = 7;
  private static final DepositInput OPENED = new DepositInput.Opened(DOOR, Purpose.DEPOSIT);
  private static final DepositInput STORED = new DepositInput.Stored(DOOR);
  private static final DepositInput NOT_THIS_DOOR =
      new DepositInput.OpenEnded(DOOR, Purpose.DEPOSIT, OpenResult.NOT_THIS_DOOR);
  private static final DepositInput COLLECTED =
      new DepositInput.Collected(DOOR, "grant", How.CODE_AT_SCREEN);

  private Instant now = Instant.parse("2026-11-23T08:00:00Z");
  private Deposit deposit = begin(CompartmentKind.PARCEL);
  private List<DepositEffect> effects = List.of();

  @Test
  void theRecipientIsToldOnceTheItemIsStoredAndNotBefore() {
    take(OPENED);
    assertEquals(DepositState.OPEN, deposit.state());
    assertFalse(tells(About.READY));
    take(STORED);
    assertTrue(tells(About.READY));
    take(STORED);
    assertTrue(effects.isEmpty(), "a repeated fact has no effect");
  }

  @Test
  void aFactAboutAGivenUpDoorChangesNothing() {
    Deposit before = deposit;
    take(new DepositInput.Stored(DOOR + 1));
    assertEquals(before, deposit);
    assertTrue(effects.isEmpty());
  }

  @Test
  void threeDoorsAreTriedAndNoneTwice() {
    take(NOT_THIS_DOOR);
    assertTrue(effects.contains(new DepositEffect.FindAnother(Set.of(DOOR))));
    take(new DepositInput.Moved(8, Size.M));
    assertTrue(effects.contains(new DepositEffect.Open(Purpose.DEPOSIT, "")));
    take(NOT_THIS_DOOR);
    assertTrue(effects.isEmpty(), "the late word of the first door");
    take(new DepositInput.Aborted(8, AbortCause.OPEN_NOT_DETECTED));
    assertTrue(effects.contains(new DepositEffect.FindAnother(Set.of(DOOR, 8))));
    take(new DepositInput.Moved(9, Size.L));
    take(new DepositInput.OpenEnded(9, Purpose.DEPOSIT, OpenResult.NOT_THIS_DOOR));
    assertEquals(DepositState.FAILED, deposit.state());
    assertEquals(EndReason.NO_COMPARTMENT, deposit.reason());
    assertTrue(effects.contains(new EndGrants("")));
  }

  @Test
  void withoutAnotherDoorTheDepositFails() {
    take(NOT_THIS_DOOR);
    take(new DepositInput.NoneFree());
    assertEquals(EndReason.NO_COMPARTMENT, deposit.reason());
  }

  @Test
  void aCancelledOpeningIsNotTriedElsewhere() {
    take(new DepositInput.Cancel(EndReason.BIGGER, false));
    take(NOT_THIS_DOOR);
    assertEquals(DepositState.CANCELLED, deposit.state());
    assertEquals(EndReason.BIGGER, deposit.reason());
  }

  @Test
  void whenTheItemIsInAlreadyTheCancellationIsOverAndTheRecipientIsTold() {
    take(OPENED);
    take(new DepositInput.Cancel(EndReason.CANCELLED, false));
    take(STORED);
    assertFalse(tells(About.READY), "it may be gone at once");
    take(new DepositInput.AbortEnded(DOOR, AbortResult.REFUSED));
    assertEquals(DepositState.STORED, deposit.state());
    assertTrue(tells(About.READY));
  }

  @Test
  void anUnknownOutcomeWaitsForTheFactsOfTheDoor() {
    take(new DepositInput.OpenEnded(DOOR, Purpose.DEPOSIT, OpenResult.UNKNOWN));
    assertEquals(DepositState.OPENING, deposit.state());
    take(new DepositInput.Aborted(DOOR, AbortCause.OUTCOME_UNKNOWN));
    assertEquals(EndReason.OUTCOME_UNKNOWN, deposit.reason());
  }

  @Test
  void anItemThatIsNotTakenWaitsOnAndTheRightIsUnspent() {
    stored();
    take(new DepositInput.Unlocking(DOOR, Purpose.PICKUP));
    take(new DepositInput.Opened(DOOR, Purpose.PICKUP));
    assertEquals(DepositState.COLLECTING, deposit.state());
    take(new DepositInput.NotTaken(DOOR));
    assertEquals(DepositState.STORED, deposit.state());
    assertFalse(effects.stream().anyMatch(EndGrants.class::isInstance));
  }

  @Test
  void aPickupWhoseDoorStayedShutIsStoredAgain() {
    stored();
    take(new DepositInput.Unlocking(DOOR, Purpose.PICKUP));
    take(new DepositInput.Seen(DOOR, Tenancy.STORED));
    assertEquals(DepositState.STORED, deposit.state());
  }

  @Test
  void theCollectingRightOpensAgainOnlyWithinTheGrace() {
    stored();
    take(COLLECTED);
    assertTrue(effects.contains(new EndGrants("grant")));
    assertRefused(new DepositInput.OpenForHolder("another", false));
    take(new DepositInput.OpenForHolder("grant", true));
    assertTrue(effects.contains(new DepositEffect.Open(Purpose.REOPEN, "grant")));
    pass(Duration.ofSeconds(120));
    assertRefused(new DepositInput.OpenForHolder("grant", true));
  }

  @Test
  void aGraceThatTheCabinetNeverEndsIsEndedByTime() {
    stored();
    take(COLLECTED);
    pass(Duration.ofMinutes(8));
    take(new DepositInput.Due());
    assertTrue(effects.contains(new DepositEffect.EndGrace()));
    assertEquals(Optional.empty(), deposit.reminders().nextAt());
  }

  @Test
  void aMealIsRemindedOfTwiceAndThenOverdue() {
    deposit = begin(CompartmentKind.MEAL);
    stored();
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      pass(Duration.between(now, deposit.reminders().nextAt().orElseThrow()));
      take(new DepositInput.Due());
      Duration after = Duration.between(deposit.times().storedAt().orElseThrow(), now);
      told.add(after.toMinutes() + (tells(About.OVERDUE) ? " overdue" : " reminder"));
    }
    assertEquals(List.of("30 reminder", "60 reminder", "120 overdue"), told);
    assertEquals(Optional.empty(), deposit.reminders().nextAt());
  }

  @Test
  void remindersMissedWhileTheGatewayWasDownBecomeOne() {
    deposit = begin(CompartmentKind.MEAL);
    stored();
    pass(Duration.ofMinutes(90));
    take(new DepositInput.Due());
    assertTrue(tells(About.REMINDER));
    assertEquals(2, deposit.reminders().sent());
  }

  @Test
  void aRiderMayThinkAgainForTenMinutesAManagerWaitsForOverdue() {
    stored();
    assertTrue(DepositMachine.canTakeBack(deposit, false, now));
    assertFalse(DepositMachine.canTakeBack(deposit, true, now));
    pass(Duration.ofMinutes(10));
    assertRefused(new DepositInput.TakeBack(false));
    pass(Duration.ofHours(72));
    take(new DepositInput.Due());
    assertTrue(DepositMachine.canTakeBack(deposit, true, now));
  }

  @Test
  void anItemInACompartmentThatIsFreeIsLost() {
    stored();
    take(new DepositInput.Freed(DOOR));
    assertEquals(EndReason.LOST, deposit.reason());
  }

  @Test
  void theEndIsTheEnd() {
    stored();
    take(COLLECTED);
    Deposit end = deposit;
    for (DepositInput late :
        List.of(OPENED, STORED, NOT_THIS_DOOR, COLLECTED, new DepositInput.TakenBack(DOOR))) {
      take(late);
      assertEquals(end, deposit, late.toString());
      assertTrue(effects.isEmpty(), late.toString());
    }
  }

  @Test
  void aLinkShowsTheItemOnlyWhileThereIsSomethingToSay() {
    assertEquals(Optional.empty(), shown(GrantState.LIVE));
    stored();
    assertEquals(Optional.of(PickupState.WAITING), shown(GrantState.LIVE));
    assertEquals(Optional.empty(), shown(GrantState.REVOKED));
    take(COLLECTED);
    assertEquals(Optional.of(PickupState.COLLECTED), shown(GrantState.GRACE));
    pass(Duration.ofHours(25));
    assertEquals(Optional.empty(), shown(GrantState.SPENT));
  }

  private Optional<PickupState> shown(GrantState grant) {
    return PickupState.of(deposit, grant, DoorView.CLOSED, false, false, now);
  }

  private static Deposit begin(CompartmentKind kind) {
    return Deposit.begin(
        new Deposit.What("d", "c", Size.S, false, kind, "rider:r"),
        DOOR,
        Size.S,
        Instant.parse("2026-11-23T08:00:00Z"));
  }

  private void stored() {
    take(OPENED);
    take(STORED);
  }

  private void pass(Duration duration) {
    now = now.plus(duration);
  }

  private void take(DepositInput input) {
    Decision decision = DepositMachine.step(deposit, input, SiteSettings.defaults(), now);
    Decision.Accepted accepted = assertInstanceOf(Decision.Accepted.class, decision);
    deposit = accepted.next();
    effects = accepted.effects();
  }

  private void assertRefused(DepositInput input) {
    assertEquals(
        new Decision.Refused(), DepositMachine.step(deposit, input, SiteSettings.defaults(), now));
  }

  private boolean tells(About about) {
    return effects.contains(new Tell(about));
  }
}
