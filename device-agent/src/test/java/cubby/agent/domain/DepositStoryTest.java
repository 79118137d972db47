package cubby.agent.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DepositStoryTest {
  private final Story story = new Story();

  private String deposit(int door) {
    return story.open(door, Purpose.DEPOSIT, "d" + door, "rider");
  }

  @Test
  void aParcelIsPutInAndTheDoorClosedOverIt() {
    String action = deposit(1);
    assertEquals(1, story.pulses(1));
    story.told(1, new Fact.DoorUnlocking(Purpose.DEPOSIT, 1, action));
    story.opens(1);
    story.ended(action, new Outcome.Done());
    story.closes(1, Occupancy.OCCUPIED);
    story.told(1, new Fact.DoorOpened(Purpose.DEPOSIT), new Fact.DoorClosed());
    story.told(1, new Fact.DepositStored());
    assertEquals(new Tenancy.Stored("d1"), story.tenancy(1));
  }

  @Test
  void aCompartmentThatLooksEmptyIsNotFreedForThat() {
    deposit(1);
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
    assertEquals(new Tenancy.Stored("d1"), story.tenancy(1));
  }

  @Test
  void aJammedDoorIsPulsedOnceMoreThenQuarantined() {
    String action = deposit(1);
    story.pass(1_400);
    assertEquals(1, story.pulses(1));
    story.pass(200);
    assertEquals(2, story.pulses(1));
    story.told(1, new Fact.DoorUnlocking(Purpose.DEPOSIT, 2, action));
    story.pass(10_000);
    assertEquals(2, story.pulses(1));
    story.ended(action, new Outcome.Failed(Fault.OPEN_NOT_DETECTED));
    story.told(
        1,
        new Fact.OpenNotDetected(2),
        new Fact.FaultRaised(Fault.OPEN_NOT_DETECTED),
        new Fact.Quarantined(Fault.OPEN_NOT_DETECTED),
        new Fact.DepositAborted(AbortReason.OPEN_NOT_DETECTED));
    assertTrue(story.at(1).quarantined());
    assertInstanceOf(Tenancy.Free.class, story.tenancy(1));
    story.refused(deposit(1), Refusal.QUARANTINED);
  }

  @Test
  void aDoorThatOpensAtTheRetryIsAnOrdinaryOpening() {
    String action = deposit(1);
    story.pass(1_600);
    story.opens(1);
    story.ended(action, new Outcome.Done());
    assertFalse(story.at(1).quarantined());
  }

  @Test
  void aDoorThatWasAlreadyOpenCountsAsNotOpened() {
    story.silence(3);
    story.pass(6_000);
    String action = deposit(3);
    story.unread(3, DoorReading.OPEN, Occupancy.UNKNOWN);
    story.pass(4_000);
    story.ended(action, new Outcome.Failed(Fault.OPEN_NOT_DETECTED));
  }

  @Test
  void aSilentSensorSuppressesNoPulse() {
    story.silence(1);
    story.pass(6_000);
    story.told(1, new Fact.FaultRaised(Fault.SENSOR_UNKNOWN));
    deposit(1);
    assertEquals(1, story.pulses(1));
    story.unread(1, DoorReading.CLOSED, Occupancy.EMPTY);
    story.pass(Senses.TROUBLED_MILLIS);
    story.told(1, new Fact.FaultCleared(Fault.SENSOR_UNKNOWN));
  }

  @Test
  void aCancelledDepositFreesTheDoorOnceItCloses() {
    deposit(1);
    story.opens(1);
    String abort = story.send(new Action.Abort(1, "d1"));
    story.ended(abort, new Outcome.Done());
    assertEquals(new Tenancy.Depositing("d1", "rider", true), story.tenancy(1));
    story.closes(1, Occupancy.EMPTY);
    story.told(1, new Fact.DepositAborted(AbortReason.CANCELLED), new Fact.CompartmentFreed());
    assertInstanceOf(Tenancy.Free.class, story.tenancy(1));
  }

  @Test
  void aCancelledDepositIsFreedWithoutASensorBecauseTheRiderSaidSo() {
    deposit(3);
    story.opens(3);
    story.send(new Action.Abort(3, "d3"));
    story.closes(3, Occupancy.UNKNOWN);
    assertInstanceOf(Tenancy.Free.class, story.tenancy(3));
  }

  @Test
  void somethingLeftInACancelledDepositKeepsTheDoorFromOthers() {
    deposit(1);
    story.opens(1);
    story.send(new Action.Abort(1, "d1"));
    story.closes(1, Occupancy.OCCUPIED);
    story.told(
        1,
        new Fact.DepositAborted(AbortReason.CANCELLED),
        new Fact.FaultRaised(Fault.ITEM_LEFT_BEHIND),
        new Fact.Quarantined(Fault.ITEM_LEFT_BEHIND));
    assertEquals(new Tenancy.LeftBehind("d1"), story.tenancy(1));
    story.send(new Action.Release(1, ""));
    story.told(1, new Fact.Released(), new Fact.CompartmentFreed());
    assertInstanceOf(Tenancy.Free.class, story.tenancy(1));
  }

  @Test
  void aDepositCancelledWhileUnlockingIsNotPulsedAgain() {
    deposit(1);
    story.send(new Action.Abort(1, "d1"));
    story.pass(5_000);
    assertEquals(1, story.pulses(1));
    story.told(1, new Fact.DepositAborted(AbortReason.CANCELLED));
    assertInstanceOf(Tenancy.Free.class, story.tenancy(1));
  }

  @Test
  void aStoredDepositIsCancelledOnlyWhenItIsSeenToBeEmpty() {
    deposit(1);
    story.opens(1);
    story.closes(1, Occupancy.OCCUPIED);
    story.refused(story.send(new Action.Abort(1, "d1")), Refusal.WRONG_STATE);
    deposit(2);
    story.opens(2);
    story.closes(2, Occupancy.EMPTY);
    story.ended(story.send(new Action.Abort(2, "d2")), new Outcome.Done());
    assertInstanceOf(Tenancy.Free.class, story.tenancy(2));
    story.refused(story.send(new Action.Abort(2, "d2")), Refusal.NO_SUCH_DEPOSIT);
  }

  @Test
  void aDepositIsRefusedWhereItCannotGo() {
    story.refused(deposit(9), Refusal.NO_SUCH_COMPARTMENT);
    story.stored(1);
    story.refused(story.open(1, Purpose.DEPOSIT, "other", "rider"), Refusal.OCCUPIED);
    story.set(2, DoorReading.CLOSED, Occupancy.OCCUPIED);
    story.refused(deposit(2), Refusal.OCCUPIED);
    story.send(new Action.Quarantine(3, "hinge"));
    story.refused(deposit(3), Refusal.QUARANTINED);
    deposit(4);
    story.refused(story.open(4, Purpose.DEPOSIT, "other", "rider"), Refusal.BUSY);
    assertEquals(1, story.pulses(4));
  }

  @Test
  void aRefusedCoilEndsTheDepositWithoutQuarantine() {
    story.coilsWork = false;
    String action = deposit(1);
    story.in(new Input.PulseRefused(1, story.state.lastPulse()));
    story.refused(action, Refusal.COIL_LIMIT);
    assertInstanceOf(Tenancy.Free.class, story.tenancy(1));
    assertFalse(story.at(1).quarantined());
  }

  @Test
  void aBoardThatDoesNotTakeThePulseIsAFault() {
    story.coilsWork = false;
    String action = deposit(1);
    story.in(new Input.PulseFailed(1, story.state.lastPulse()));
    story.ended(action, new Outcome.Failed(Fault.LOCK_BUS));
    story.told(1, new Fact.FaultRaised(Fault.LOCK_BUS));
    story.coilsWork = true;
    deposit(1);
    story.told(1, new Fact.FaultCleared(Fault.LOCK_BUS));
  }
}
