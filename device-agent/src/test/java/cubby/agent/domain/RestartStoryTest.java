package cubby.agent.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class RestartStoryTest {
  private final Story story = new Story();

  @Test
  void aDepositThatWasUnlockingAndIsFoundClosedIsAbortedAndNotPulsedAgain() {
    String action = story.open(1, Purpose.DEPOSIT, "d1", "rider");
    story.restart();
    story.pass(10_000);
    story.ended(action, new Outcome.Unknown());
    story.told(
        1, new Fact.DepositAborted(AbortReason.OUTCOME_UNKNOWN), new Fact.CompartmentFreed());
    assertInstanceOf(Tenancy.Free.class, story.tenancy(1));
    assertEquals(1, story.pulses(1));
  }

  @Test
  void aDoorFoundOpenGoesOnAsOpen() {
    String action = story.open(1, Purpose.DEPOSIT, "d1", "rider");
    story.unread(1, DoorReading.OPEN, Occupancy.EMPTY);
    story.restart();
    story.ended(action, new Outcome.Unknown());
    story.told(1, new Fact.DoorOpened(Purpose.DEPOSIT));
    story.closes(1, Occupancy.OCCUPIED);
    assertEquals(new Tenancy.Stored("d1"), story.tenancy(1));
  }

  @Test
  void anItemFoundBehindADoorThatWasUnlockingIsStored() {
    story.open(1, Purpose.DEPOSIT, "d1", "rider");
    story.unread(1, DoorReading.CLOSED, Occupancy.OCCUPIED);
    story.restart();
    assertEquals(new Tenancy.Stored("d1"), story.tenancy(1));
    story.told(1, new Fact.DepositStored());
  }

  @Test
  void aPickupThatWasUnlockingSpendsNoRight() {
    story.stored(1);
    story.type(Story.ANN);
    story.restart();
    story.told(1, new Fact.PickupNotTaken());
    assertEquals(1, story.pulses(1));
    story.type(Story.ANN);
    story.answers(Effect.Reply.OPENING);
  }

  @Test
  void aSecondRestartBeforeTheFirstReadingForgetsNothing() {
    String action = story.open(1, Purpose.DEPOSIT, "d1", "rider");
    story.in(new Input.Boot(1, false));
    story.restart();
    story.ended(action, new Outcome.Unknown());
    story.told(1, new Fact.DepositAborted(AbortReason.OUTCOME_UNKNOWN));
  }

  @Test
  void anItemTakenWhileTheAgentWasDownIsCollected() {
    story.stored(1);
    story.type(Story.ANN);
    story.opens(1);
    story.unread(1, DoorReading.CLOSED, Occupancy.EMPTY);
    story.restart();
    story.told(1, new Fact.DoorClosed(), new Fact.DepositCollected(How.CODE_AT_SCREEN));
  }

  @Test
  void aDoorForcedWhileTheAgentWasDownIsAnAlarm() {
    story.stored(1);
    story.unread(1, DoorReading.OPEN, Occupancy.EMPTY);
    story.restart();
    story.told(1, new Fact.OpenedWithoutCommand());
    assertEquals(new Tenancy.Stored("d1"), story.tenancy(1));
  }

  @Test
  void theGraceWindowGoesOnByTheWallClock() {
    story.stored(1);
    story.type(Story.ANN);
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
    story.utc += 100_000;
    story.restart();
    story.pass(19_000);
    story.notTold(1, Fact.CompartmentFreed.class);
    story.pass(2_000);
    story.told(1, new Fact.CompartmentFreed());
  }

  private void collected() {
    story.stored(1);
    story.type(Story.ANN);
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
  }

  /** The window of 120 s is over then, and not before. */
  private void freedAfter(long millis) {
    story.pass(millis - 1_000);
    story.notTold(1, Fact.CompartmentFreed.class);
    story.pass(2_000);
    story.told(1, new Fact.CompartmentFreed());
  }

  @Test
  void withoutABatteryForTheClockTheGraceWindowBeginsAnew() {
    collected();
    story.pass(100_000);
    story.utc = 0;
    story.restart();
    freedAfter(120_000);
  }

  @Test
  void aClockThatWasSetBackADayGivesNoLongerGraceThanAWholeWindow() {
    collected();
    story.pass(100_000);
    story.utc -= 86_400_000;
    story.restart();
    freedAfter(120_000);
  }

  @Test
  void aClockThatIsADayAheadEndsTheGraceAtTheRestartAndTheNextDepositIsTaken() {
    collected();
    story.utc += 86_400_000;
    story.restart();
    story.pass(1_000);
    story.told(1, new Fact.CompartmentFreed());
    story.open(1, Purpose.DEPOSIT, "d9", "rider");
    assertInstanceOf(Tenancy.Depositing.class, story.tenancy(1));
  }

  @Test
  void aStepOfTheClockMovesNoGraceWindowOfARunningAgent() {
    collected();
    story.utc += 86_400_000;
    story.pass(50_000);
    story.utc = 0;
    story.pass(50_000);
    story.utc = 1_700_000_000_000L;
    freedAfter(20_000);
  }

  @Test
  void aDoubtedSensorIsStillDoubtedAfterARestart() {
    story.stored(1);
    story.open(1, Purpose.PICKUP, "d1", "ann1");
    story.opens(1);
    story.closes(1, Occupancy.OCCUPIED);
    story.effects.clear();
    story.restart();
    story.notTold(1, Fact.FaultCleared.class);
    assertEquals(new Tenancy.Stored("d1"), story.tenancy(1));
    story.type(Story.ANN);
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
    story.told(
        1,
        new Fact.FaultCleared(Fault.OCCUPANCY_DOUBTFUL),
        new Fact.DepositCollected(How.CODE_AT_SCREEN));
  }

  @Test
  void theNewEpochIsToldFirst() {
    story.effects.clear();
    story.restart();
    Effect.Tell first =
        story.effects.stream()
            .filter(Effect.Tell.class::isInstance)
            .map(Effect.Tell.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(new Fact.Booted(1), first.fact());
    assertEquals(2, first.epoch());
  }

  @Test
  void aCabinetThatLostItsJournalGivesNothingAwayUntilSomebodyLookedInside() {
    story.in(new Input.Boot(1, true));
    story.ended(
        story.open(1, Purpose.DEPOSIT, "d1", "rider"), new Outcome.Refused(Refusal.QUARANTINED));
    for (int door = 1; door <= 4; door++) {
      assertEquals(
          "JOURNAL_LOST", Objects.requireNonNull(story.state.find(door)).quarantineReason());
    }
    for (int door = 1; door <= 4; door++) {
      assertEquals(true, story.state.faults().contains(Fault.JOURNAL_LOST));
      story.send(new Action.Release(door, ""));
    }
    assertEquals(java.util.Set.of(), story.state.faults());
    story.open(1, Purpose.DEPOSIT, "d2", "rider");
    assertInstanceOf(Tenancy.Depositing.class, story.tenancy(1));
  }

  @Test
  void whatTheGatewayDoubtsIsQuarantinedAndItsReleaseFreesIt() {
    story.stored(1);
    long version = story.state.desired().version() + 1;
    Settings settings = story.state.desired().settings();
    story.in(
        new Input.DesiredArrived(
            new Desired(version, settings, java.util.List.of(), java.util.List.of(1, 99))));
    assertEquals("JOURNAL_LOST", Objects.requireNonNull(story.state.find(1)).quarantineReason());
    story.send(new Action.Release(1, ""));
    assertInstanceOf(Tenancy.Free.class, story.tenancy(1));
  }
}
