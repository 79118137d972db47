package cubby.agent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.agent.app.Cabinet.Answer;
import cubby.agent.app.port.JournalException;
import cubby.hardware.SensorSample.Door;
import cubby.hardware.SensorSample.Occupancy;
import cubby.hardware.Timeline;
import cubby.wire.v1.Action;
import cubby.wire.v1.OpenCompartment;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.Tenancy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real thread and a real clock. */
class RunningCabinetTest implements Timeline {
  private static final int BOUND_SECONDS = 10;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final long began = System.nanoTime();
  private final MemoryJournal journal = new MemoryJournal();
  private final FakeLocks locks = new FakeLocks(this, Bench.DOORS);
  private final Semaphore changes = new Semaphore(0);
  private final RunningCabinet cabinet;

  RunningCabinetTest() throws JournalException {
    cabinet =
        RunningCabinet.start(
            "c1", Bench.KEY, Bench.hardware(locks), journal, this, () -> 0, () -> 1);
    cabinet.listen(changes::release);
  }

  @AfterEach
  void close() {
    cabinet.close();
    timer.shutdownNow();
  }

  @Override
  public long uptimeMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  @Override
  public void after(long delayMillis, Runnable task) {
    ScheduledFuture<?> scheduled = timer.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
    assertFalse(scheduled.isCancelled());
  }

  private void until(Predicate<Cabinet.Snapshot> condition) throws InterruptedException {
    while (!condition.test(cabinet.snapshot())) {
      assertTrue(changes.tryAcquire(BOUND_SECONDS, TimeUnit.SECONDS), "in time");
    }
  }

  private void store() throws InterruptedException {
    assertTrue(cabinet.desiredArrived(Bench.desired()));
    assertTrue(cabinet.actionArrived(open()));
    until(now -> "UNLOCKING".equals(now.doors().get(1)));
    locks.set(1, Door.OPEN, Occupancy.EMPTY);
    until(now -> "OPEN".equals(now.doors().get(1)));
    locks.set(1, Door.CLOSED, Occupancy.OCCUPIED);
    until(now -> now.states().getFirst().getTenancy() == Tenancy.TENANCY_STORED);
  }

  private Action open() {
    return Action.newBuilder()
        .setId("a1")
        .setEpoch(1)
        .setSequence(1)
        .setDeadlineUptimeMillis(uptimeMillis() + 15_000)
        .setOpen(
            OpenCompartment.newBuilder()
                .setCompartment(1)
                .setPurpose(Purpose.PURPOSE_DEPOSIT)
                .setDepositId("d1"))
        .build();
  }

  private static <T> T get(java.util.concurrent.CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aParcelGoesInAndComesOut() throws Exception {
    store();
    assertEquals(Answer.OPENING, get(cabinet.codeTyped(Bench.CODE)).answer());
    until(now -> "UNLOCKING".equals(now.doors().get(1)));
    locks.set(1, Door.OPEN, Occupancy.EMPTY);
    until(now -> "OPEN".equals(now.doors().get(1)));
    locks.set(1, Door.CLOSED, Occupancy.EMPTY);
    until(now -> now.states().getFirst().getTenancy() == Tenancy.TENANCY_GRACE);
    assertEquals(Answer.OPENING, get(cabinet.forgotPressed()).answer());
    assertEquals(3, cabinet.counters().pulses());
    cabinet.committed(cabinet.snapshot().lastSequence());
    until(now -> now.committedThrough() == now.lastSequence());
  }

  @Test
  void deadlinesWakeTheLoopWithoutAnyInput() throws Exception {
    assertTrue(cabinet.actionArrived(open()));
    until(now -> now.states().getFirst().getQuarantined());
    assertEquals(2, cabinet.counters().pulses());
  }

  @Test
  void aFullQueueRefusesAndRecovers() throws Exception {
    CountDownLatch pulsing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    locks.beforePulse =
        () -> {
          pulsing.countDown();
          try {
            assertTrue(goOn.await(BOUND_SECONDS, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        };
    assertTrue(cabinet.actionArrived(open()));
    assertTrue(pulsing.await(BOUND_SECONDS, TimeUnit.SECONDS));
    for (int i = 0; i < InterpreterLoop.QUEUE_CAPACITY; i++) {
      cabinet.committed(0);
    }
    assertFalse(cabinet.actionArrived(open()));
    assertEquals(Answer.UNAVAILABLE, get(cabinet.codeTyped(Bench.CODE)).answer());
    assertTrue(cabinet.counters().queueFull() >= 2);
    goOn.countDown();
    until(now -> now.states().getFirst().getQuarantined());
    assertEquals(Answer.REFUSED, get(cabinet.codeTyped("99999999")).answer());
  }

  @Test
  void anInterpreterThatCannotGoOnSaysSoAndAnswersEverybody() throws Exception {
    journal.killBeforeCommit = true;
    CompletableFuture<Cabinet.KeypadAnswer> waiting =
        cabinet.codeTyped("99999999").toCompletableFuture();
    assertEquals(Answer.UNAVAILABLE, get(waiting).answer());
    assertThrows(ExecutionException.class, () -> get(cabinet.ended()));
    assertFalse(cabinet.actionArrived(open()));
  }

  @Test
  void aClosedCabinetEndsInOrder() throws Exception {
    cabinet.close();
    get(cabinet.ended());
    assertEquals(Answer.UNAVAILABLE, get(cabinet.codeTyped(Bench.CODE)).answer());
  }
}
