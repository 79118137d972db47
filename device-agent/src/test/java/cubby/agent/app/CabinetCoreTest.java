package cubby.agent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.agent.app.Cabinet.Answer;
import cubby.agent.domain.Input;
import cubby.hardware.HardwareException;
import cubby.hardware.SensorSample.Door;
import cubby.hardware.SensorSample.Occupancy;
import cubby.wire.v1.Action;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.ActionResult;
import cubby.wire.v1.Event;
import cubby.wire.v1.FaultId;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.RefusalReason;
import cubby.wire.v1.Tenancy;
import java.util.List;
import org.junit.jupiter.api.Test;

class CabinetCoreTest {
  private final MemoryJournal journal = new MemoryJournal();
  private final Bench bench;

  CabinetCoreTest() throws Exception {
    bench = new Bench(journal);
  }

  private Action deposit() {
    return bench.open(1, Purpose.PURPOSE_DEPOSIT, "d1");
  }

  private ActionResult result(Action action) {
    List<ActionFinished> results = bench.results(action);
    assertEquals(1, results.size(), "one result: " + results);
    return results.getFirst().getResult();
  }

  @Test
  void theDecisionIsDurableBeforeTheCoilMovesInOneTransaction() throws Exception {
    bench.stored();
    int before = journal.commits;
    int[] commitsAtPulse = {0};
    bench.locks.beforePulse = () -> commitsAtPulse[0] = journal.commits;
    var answer = bench.type(Bench.CODE);
    assertEquals(before + 1, commitsAtPulse[0]);
    assertEquals(before + 1, journal.commits);
    assertEquals(Answer.OPENING, answer.getNow(null).answer());
    assertEquals(List.of(1), bench.locks.pulses);
    assertEquals(1, bench.core.snapshot().openedByCode());
  }

  @Test
  void theGatewaysHashOfACodeIsTheOneTheCabinetComputes() throws Exception {
    bench.stored();
    assertEquals(Answer.REFUSED, bench.type("48291377").getNow(null).answer());
    assertEquals(Answer.OPENING, bench.type(Bench.CODE).getNow(null).answer());
    assertEquals(cubby.wire.CodeHash.SALT_BYTES, cubby.agent.domain.Grant.SALT_BYTES);
    assertEquals(cubby.wire.CodeHash.CODE_DIGITS, cubby.agent.domain.CodeCheck.CODE_DIGITS);
  }

  @Test
  void killedBeforeTheCommitNothingHappened() throws Exception {
    Action action = deposit();
    journal.killBeforeCommit = true;
    assertThrows(FakeLocks.Killed.class, () -> bench.send(action));
    journal.killBeforeCommit = false;
    bench.restart();
    assertTrue(bench.locks.pulses.isEmpty());
    assertTrue(bench.results(action).isEmpty());
    assertEquals(Tenancy.TENANCY_FREE, bench.core.snapshot().states().getFirst().getTenancy());
  }

  @Test
  void killedBetweenCommitAndCoilTheOutcomeIsUnknownAndTheCoilStaysStill() throws Exception {
    Action action = deposit();
    journal.killAfterCommit = true;
    assertThrows(FakeLocks.Killed.class, () -> bench.send(action));
    journal.killAfterCommit = false;
    bench.restart();
    bench.send(action);
    bench.pass(20_000);
    assertEquals(ActionResult.ACTION_RESULT_OUTCOME_UNKNOWN, result(action));
    assertTrue(bench.locks.pulses.isEmpty());
  }

  @Test
  void killedAtTheCoilNothingIsPulsedASecondTime() throws Exception {
    Action action = deposit();
    bench.locks.killAfterPulse = true;
    assertThrows(FakeLocks.Killed.class, () -> bench.send(action));
    bench.locks.killAfterPulse = false;
    bench.restart();
    bench.send(action);
    bench.pass(20_000);
    assertEquals(ActionResult.ACTION_RESULT_OUTCOME_UNKNOWN, result(action));
    assertEquals(List.of(1), bench.locks.pulses);
  }

  @Test
  void aResultIsReplayedEvenAfterARestart() throws Exception {
    Action action = deposit();
    bench.send(action);
    bench.move(1, Door.OPEN, Occupancy.EMPTY);
    bench.restart();
    bench.send(action);
    assertEquals(ActionResult.ACTION_RESULT_DONE, result(action));
    bench.in(new Input.Committed(bench.core.snapshot().lastSequence()));
    bench.restart();
    bench.send(action);
    assertEquals(ActionResult.ACTION_RESULT_DONE, result(action));
    assertEquals(List.of(1), bench.locks.pulses);
  }

  @Test
  void aFullDiskMovesNothingAndIsToldOnceItIsOver() throws Exception {
    bench.stored();
    journal.broken = true;
    var answer = bench.type(Bench.CODE);
    assertEquals(Answer.UNAVAILABLE, answer.getNow(null).answer());
    assertTrue(bench.locks.pulses.isEmpty());
    assertEquals(Tenancy.TENANCY_STORED, bench.core.snapshot().states().getFirst().getTenancy());
    bench.pass(5_000);
    journal.broken = false;
    bench.pass(2_000);
    Event last = bench.events().getLast();
    assertEquals(FaultId.FAULT_ID_JOURNAL, last.getFaultCleared().getFault());
    assertEquals(Answer.OPENING, bench.type(Bench.CODE).getNow(null).answer());
    assertEquals(List.of(1), bench.locks.pulses);
    assertTrue(bench.core.counters().commitFailures() > 0);
  }

  @Test
  void aCoilThatMustCoolDownIsPulsedWhenItMay() throws Exception {
    bench.locks.refuse(1_700);
    Action action = deposit();
    bench.send(action);
    bench.pass(1_600);
    assertTrue(bench.locks.pulses.isEmpty());
    bench.pass(200);
    assertEquals(List.of(1), bench.locks.pulses);
    bench.move(1, Door.OPEN, Occupancy.EMPTY);
    assertEquals(ActionResult.ACTION_RESULT_DONE, result(action));
  }

  @Test
  void aCoilThatMayNotMoveForTooLongIsRefused() throws Exception {
    bench.locks.refuse(20_000);
    Action action = deposit();
    bench.send(action);
    assertEquals(ActionResult.ACTION_RESULT_REFUSED, result(action));
    assertEquals(
        RefusalReason.REFUSAL_REASON_COIL_LIMIT, bench.results(action).getFirst().getReason());
    bench.pass(30_000);
    assertTrue(bench.locks.pulses.isEmpty());
  }

  @Test
  void aBoardThatFailsIsAFaultOfTheBus() throws Exception {
    bench.locks.failures.add(new HardwareException("no answer"));
    Action action = deposit();
    bench.send(action);
    assertEquals(ActionResult.ACTION_RESULT_FAILED, result(action));
    assertEquals(FaultId.FAULT_ID_LOCK_BUS, bench.results(action).getFirst().getFault());
  }

  @Test
  void aLateOpeningCancelsTheRetryThatWaitsForItsCoil() throws Exception {
    Action action = deposit();
    bench.send(action);
    bench.locks.refuse(900);
    bench.pass(1_600);
    bench.move(1, Door.OPEN, Occupancy.EMPTY);
    bench.pass(5_000);
    assertEquals(ActionResult.ACTION_RESULT_DONE, result(action));
    assertEquals(List.of(1), bench.locks.pulses);
  }

  @Test
  void eventsAreKeptUntilTheGatewayHasThemAndDeletedTogether() throws Exception {
    bench.stored();
    long last = bench.core.snapshot().lastSequence();
    assertEquals(last, journal.stored());
    int commits = journal.commits;
    bench.in(new Input.Committed(last - 2));
    bench.in(new Input.Committed(last - 1));
    assertEquals(commits, journal.commits, "deleting waits for company");
    assertEquals(List.of(last), bench.events().stream().map(Event::getSequence).toList());
    bench.pass(1_200);
    assertEquals(commits + 1, journal.commits);
    assertEquals(1, journal.stored());
  }

  @Test
  void theWholeStateComesBackAfterARestart() throws Exception {
    bench.stored();
    for (int i = 0; i < 5; i++) {
      assertEquals(Answer.REFUSED, bench.type("99999999").getNow(null).answer());
    }
    Cabinet.Snapshot before = bench.core.snapshot();
    List<Event> events = bench.events();
    bench.restart();
    Cabinet.Snapshot after = bench.core.snapshot();
    assertEquals(before.epoch() + 1, after.epoch());
    assertEquals(before.states(), after.states());
    assertEquals(before.desiredVersion(), after.desiredVersion());
    assertEquals(events, bench.events().subList(0, events.size()));
    assertTrue(bench.events().get(events.size()).hasBooted());
    assertEquals(Answer.WAIT, bench.type(Bench.CODE).getNow(null).answer());
  }

  @Test
  void anUneventfulMinuteWritesNothing() throws Exception {
    bench.stored();
    int commits = journal.commits;
    bench.pass(60_000);
    assertEquals(commits, journal.commits);
    assertFalse(bench.events().isEmpty());
  }

  @Test
  void theSnapshotTellsTheScreenHowLongForgottenThingsCanBeReached() throws Exception {
    bench.stored();
    assertEquals(Answer.OPENING, bench.type(Bench.CODE).getNow(null).answer());
    bench.move(1, Door.OPEN, Occupancy.OCCUPIED);
    assertEquals("OPEN", bench.core.snapshot().doors().get(1));
    bench.move(1, Door.CLOSED, Occupancy.EMPTY);
    long until = bench.core.snapshot().forgotUntilUptimeMillis();
    assertTrue(until > bench.uptimeMillis() + 100_000, "two minutes: " + until);
    bench.pass(125_000);
    assertEquals(0, bench.core.snapshot().forgotUntilUptimeMillis());
  }
}
