package cubby.agent.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoorFaultStoryTest {
  private final Story story = new Story();

  @Test
  void aDoorThatOpensByItselfIsAnAlarmUntilItCloses() {
    story.opens(1);
    story.told(
        1, new Fact.OpenedWithoutCommand(), new Fact.FaultRaised(Fault.OPENED_WITHOUT_COMMAND));
    story.closes(1, Occupancy.EMPTY);
    story.told(1, new Fact.DoorClosed(), new Fact.FaultCleared(Fault.OPENED_WITHOUT_COMMAND));
    assertFalse(story.at(1).quarantined());
  }

  @Test
  void somethingPutBehindAForcedDoorKeepsTheDoorFromOthers() {
    story.opens(1);
    story.closes(1, Occupancy.OCCUPIED);
    story.told(1, new Fact.Quarantined(Fault.ITEM_LEFT_BEHIND));
  }

  @Test
  void aForcedDoorDoesNotEndADeposit() {
    story.stored(1);
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
    assertEquals(new Tenancy.Stored("d1"), story.tenancy(1));
  }

  @Test
  void theWrongDoorOpeningQuarantinesBothAndIsNotRetried() {
    story.stored(2);
    String action = story.open(1, Purpose.DEPOSIT, "d1", "rider");
    story.opens(2);
    story.told(
        2,
        new Fact.WrongDoorOpened(1),
        new Fact.FaultRaised(Fault.WRONG_DOOR),
        new Fact.Quarantined(Fault.WRONG_DOOR));
    story.told(
        1,
        new Fact.FaultRaised(Fault.WRONG_DOOR),
        new Fact.Quarantined(Fault.WRONG_DOOR),
        new Fact.DepositAborted(AbortReason.OPEN_NOT_DETECTED));
    story.ended(action, new Outcome.Failed(Fault.WRONG_DOOR));
    story.notTold(2, Fact.OpenedWithoutCommand.class);
    story.pass(10_000);
    assertEquals(1, story.pulses(1));
    assertEquals(new Tenancy.Stored("d2"), story.tenancy(2));
  }

  @Test
  void aDoorForcedBeforeItsCoilMovedIsNotTakenForOurs() {
    story.coilsWork = false;
    String action = story.open(1, Purpose.DEPOSIT, "d1", "rider");
    story.opens(1);
    story.ended(action, new Outcome.Failed(Fault.OPENED_WITHOUT_COMMAND));
    story.told(1, new Fact.OpenedWithoutCommand());
    assertFalse(story.state.wants(1, story.state.lastPulse()), "the coil stays still");
  }

  @Test
  void aDoorLeftOpenIsRemindedOfThenAjarUntilItCloses() {
    story.open(1, Purpose.DEPOSIT, "d1", "rider");
    story.opens(1);
    story.pass(29_900);
    story.notTold(1, Fact.DoorReminder.class);
    story.pass(200);
    story.told(1, new Fact.DoorReminder());
    story.notTold(1, Fact.DoorAjar.class);
    story.pass(90_000);
    story.told(1, new Fact.DoorAjar(), new Fact.FaultRaised(Fault.DOOR_AJAR));
    story.closes(1, Occupancy.OCCUPIED);
    story.told(1, new Fact.FaultCleared(Fault.DOOR_AJAR), new Fact.DepositStored());
    long ajars = story.facts(1).stream().filter(Fact.DoorAjar.class::isInstance).count();
    assertEquals(1, ajars);
  }

  @Test
  void aSilentSensorIsAFaultAfterFiveSeconds() {
    story.silence(1);
    story.pass(4_900);
    story.notTold(1, Fact.FaultRaised.class);
    story.pass(200);
    story.told(1, new Fact.FaultRaised(Fault.SENSOR_UNKNOWN));
    assertEquals(DoorReading.UNKNOWN, story.at(1).senses().door());
    story.pass(60_000);
    assertEquals(1, story.facts(1).size(), "told once");
  }

  @Test
  void aSensorThatComesAndGoesForADayIsOneFaultThatStays() {
    for (int minute = 0; minute < 24 * 60; minute++) {
      story.silence(1);
      story.pass(20_000);
      story.unread(1, DoorReading.CLOSED, Occupancy.EMPTY);
      story.pass(40_000);
    }
    assertEquals(List.of(new Fact.FaultRaised(Fault.SENSOR_UNKNOWN)), story.facts(1));
    story.pass(Senses.STEADY_MILLIS);
    story.told(1, new Fact.FaultCleared(Fault.SENSOR_UNKNOWN));
  }

  @Test
  void evenTheWorstRhythmOfASensorMakesNoMoreThanOnePairInTenMinutes() {
    for (int time = 0; time < 100; time++) {
      story.silence(1);
      story.pass(6_000);
      story.unread(1, DoorReading.CLOSED, Occupancy.EMPTY);
      story.pass(Senses.STEADY_MILLIS + 1_000);
    }
    long pairs = 100 * (Senses.STEADY_MILLIS + 7_000) / Senses.TROUBLED_MILLIS;
    assertTrue(story.facts(1).size() <= 2 * (pairs + 1), "told " + story.facts(1).size());
    assertTrue(story.facts(1).size() >= pairs, "told " + story.facts(1).size());
  }

  @Test
  void aSensorThatRecoversAfterARestartIsNotHeldTroubledForLong() {
    story.silence(1);
    story.pass(6_000);
    story.unread(1, DoorReading.CLOSED, Occupancy.EMPTY);
    story.restart();
    story.pass(Senses.STEADY_MILLIS + 1_000);
    story.told(1, new Fact.FaultCleared(Fault.SENSOR_UNKNOWN));
  }

  @Test
  void aBouncingSensorThatSaysUnknownForAMomentIsNoFault() {
    story.set(1, DoorReading.UNKNOWN, Occupancy.UNKNOWN);
    story.set(1, DoorReading.CLOSED, Occupancy.EMPTY);
    story.pass(10_000);
    assertTrue(story.facts(1).isEmpty(), "nothing to tell: " + story.facts(1));
  }

  @Test
  void anOldReadingChangesNothing() {
    story.in(new Input.Sensed(1, DoorReading.OPEN, Occupancy.EMPTY, story.uptime - 900));
    assertTrue(story.facts(1).isEmpty());
    assertInstanceOf(Motion.Closed.class, story.at(1).motion());
  }

  @Test
  void whatAManagerTookOutAfterOpeningIsReleasedOnceTheSensorSeesNothing() {
    leftBehind();
    story.open(1, Purpose.SERVICE, "", "");
    story.opens(1);
    story.closes(1, Occupancy.OCCUPIED);
    assertTrue(story.at(1).quarantined(), "it is still there");
    story.open(1, Purpose.SERVICE, "", "");
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
    assertInstanceOf(Tenancy.Free.class, story.tenancy(1));
    assertTrue(!story.at(1).quarantined(), "in use again");
    story.told(
        1,
        new Fact.FaultCleared(Fault.ITEM_LEFT_BEHIND),
        new Fact.Released(),
        new Fact.CompartmentFreed());
  }

  @Test
  void whatVanishedThroughAForcedDoorWaitsForAManager() {
    leftBehind();
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
    assertTrue(story.at(1).quarantined(), "nobody answers for it");
  }

  /** A deposit ended with its item still inside. */
  private void leftBehind() {
    story.open(1, Purpose.DEPOSIT, "d1", "rider");
    story.opens(1);
    story.send(new Action.Abort(1, "d1"));
    story.closes(1, Occupancy.OCCUPIED);
    assertInstanceOf(Tenancy.LeftBehind.class, story.tenancy(1));
  }

  @Test
  void aManagerOpensWhatNobodyHas() {
    String action = story.open(1, Purpose.SERVICE, "", "manager");
    story.opens(1);
    story.ended(action, new Outcome.Done());
    story.closes(1, Occupancy.EMPTY);
    assertInstanceOf(Tenancy.Free.class, story.tenancy(1));
  }

  @Test
  void nothingIsReleasedWhileItsDoorStandsOpen() {
    leftBehind();
    story.opens(1);
    story.refused(story.send(new Action.Release(1, "")), Refusal.WRONG_STATE);
    assertTrue(story.at(1).quarantined());
    story.closes(1, Occupancy.EMPTY);
    story.ended(story.send(new Action.Release(1, "")), new Outcome.Done());
    assertFalse(story.at(1).quarantined());
  }

  @Test
  void aReleaseEndsAQuarantineAndItsFaults() {
    story.open(1, Purpose.DEPOSIT, "d1", "rider");
    story.pass(5_000);
    story.ended(story.send(new Action.Release(1, "")), new Outcome.Done());
    story.told(1, new Fact.Released(), new Fact.FaultCleared(Fault.OPEN_NOT_DETECTED));
    assertFalse(story.at(1).quarantined());
    story.open(1, Purpose.DEPOSIT, "d2", "rider");
    assertEquals(3, story.pulses(1));
  }
}
