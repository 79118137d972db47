package cubby.hardware.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.hardware.CabinetProfile;
import cubby.hardware.CoilLimits;
import cubby.hardware.CoilRefusedException;
import cubby.hardware.HardwareException;
import cubby.hardware.LockBank;
import cubby.hardware.SystemTimeline;
import cubby.hardware.TestProfiles;
import cubby.hardware.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SimulatedCabinetThreadsTest {
  private static final CabinetProfile PROFILE = TestProfiles.column(8, CoilLimits.DEFAULT, false);

  private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

  @Test
  void callersPersonsAndListenersNeitherBlockEachOtherNorBreakALimit() throws Exception {
    try (SystemTimeline timeline = new SystemTimeline(errors::add)) {
      SimulatedCabinet cabinet = new SimulatedCabinet(PROFILE, aged(timeline), 1);
      AtomicInteger coils = new AtomicInteger();
      LockBank locks = cabinet.hardware().locks();
      // Listeners that call back, as an agent and a page do.
      locks.listen(sample -> sampled(locks, sample.compartment()));
      cabinet.listen(cabinet::state);
      cabinet.listenToCoils(change -> sampled(locks, change.door()));
      cabinet.listenToCoils(change -> coils.incrementAndGet());
      List<Thread> threads = new ArrayList<>();
      for (int seed = 0; seed < 4; seed++) {
        Random random = new Random(seed);
        threads.add(Thread.ofPlatform().start(() -> act(cabinet, random)));
      }
      for (Thread thread : threads) {
        assertTrue(thread.join(Duration.ofSeconds(30)), "a caller is stuck");
      }
      assertTrue(coils.get() >= 2, "no coil of one of the two supplies was energised");
      assertEquals(List.of(), cabinet.violations());
      assertEquals(List.of(), List.copyOf(errors));
    }
  }

  /** As of a process past the rest that the guard takes at its beginning. */
  private static Timeline aged(SystemTimeline timeline) {
    return new Timeline() {
      @Override
      public long uptimeMillis() {
        return timeline.uptimeMillis() + VirtualTimeline.START_MILLIS;
      }

      @Override
      public void after(long delayMillis, Runnable task) {
        timeline.after(delayMillis, task);
      }
    };
  }

  private void sampled(LockBank locks, int door) {
    try {
      assertEquals(door, locks.sample(door).compartment());
    } catch (HardwareException e) {
      errors.add(e);
    }
  }

  private void act(SimulatedCabinet cabinet, Random random) {
    try {
      for (int turn = 0; turn < 3_000; turn++) {
        int door = 1 + random.nextInt(8);
        switch (random.nextInt(6)) {
          case 0 -> pulse(cabinet.hardware().locks(), door);
          case 1 -> cabinet.pull(door);
          case 2 -> cabinet.close(door);
          case 3 -> cabinet.put(door, "box");
          case 4 -> cabinet.take(door);
          default -> cabinet.fault(door, SimulatedFault.BROKEN_WIRE, random.nextBoolean());
        }
      }
    } catch (Throwable e) {
      errors.add(e);
    }
  }

  private static void pulse(LockBank locks, int door) throws HardwareException {
    try {
      locks.pulse(door, 50);
    } catch (CoilRefusedException e) {
      assertTrue(e.waitMillis() > 0);
    }
  }
}
