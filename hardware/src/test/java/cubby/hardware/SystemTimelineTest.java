package cubby.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.hardware.SensorSample.Door;
import cubby.hardware.sim.SimulatedCabinet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemTimelineTest {
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private final SystemTimeline timeline = new SystemTimeline(heard::add);

  @AfterEach
  void close() {
    timeline.close();
  }

  private Object next() throws InterruptedException {
    Object next = heard.poll(10, TimeUnit.SECONDS);
    assertNotNull(next, "nothing was heard in 10 s");
    return next;
  }

  @Test
  void aTaskRunsOnTheDaemonThreadNotBeforeItsTime() throws InterruptedException {
    long before = timeline.uptimeMillis();
    timeline.after(30, () -> heard.add(Thread.currentThread()));
    assertTrue(next() instanceof Thread thread && thread.isDaemon());
    assertTrue(timeline.uptimeMillis() >= before + 30);
  }

  @Test
  void tasksOfOneThreadKeepTheirOrder() throws InterruptedException {
    for (int task = 0; task < 100; task++) {
      int number = task;
      timeline.after(0, () -> heard.add(number));
    }
    for (int task = 0; task < 100; task++) {
      assertEquals(task, next());
    }
  }

  @Test
  void whatATaskThrowsIsHeardAndTheNextOneRuns() throws InterruptedException {
    AssertionError broken = new AssertionError("broken");
    timeline.after(
        0,
        () -> {
          throw broken;
        });
    timeline.after(0, () -> heard.add("next"));
    assertEquals(broken, next());
    assertEquals("next", next());
  }

  @Test
  void theQueueIsBoundedAndSaysSo() {
    AtomicInteger taken = new AtomicInteger();
    assertThrows(
        RejectedExecutionException.class,
        () -> {
          while (true) {
            timeline.after(60_000, () -> {});
            taken.incrementAndGet();
          }
        });
    assertEquals(SystemTimeline.MAX_TASKS, taken.get());
  }

  @Test
  void afterTheEndTasksAreDropped() {
    timeline.close();
    timeline.after(0, () -> heard.add("never"));
    assertEquals(List.of(), List.copyOf(heard));
  }

  @Test
  void theSimulatedCabinetRunsInRealTime() throws Exception {
    CabinetProfile profile = TestProfiles.column(2, CoilLimits.DEFAULT, false);
    SimulatedCabinet cabinet = new SimulatedCabinet(profile, timeline, 1);
    LockBank locks = cabinet.hardware().locks();
    locks.listen(heard::add);
    pulseWhenAllowed(locks);
    assertTrue(next() instanceof SensorSample sample && sample.door() == Door.OPEN);
    assertTrue(cabinet.put(1, "parcel"));
    assertTrue(next() instanceof SensorSample);
    assertEquals(List.of(), cabinet.violations());
  }

  /** This process may be younger than the rest that the guard takes at its beginning. */
  private void pulseWhenAllowed(LockBank locks) throws Exception {
    try {
      locks.pulse(1, 300);
    } catch (CoilRefusedException e) {
      timeline.after(e.waitMillis(), () -> heard.add("rested"));
      assertEquals("rested", next());
      locks.pulse(1, 300);
    }
  }
}
