package cubby.world.kill;

import cubby.hardware.HardwareException;
import cubby.hardware.LockBank;
import cubby.hardware.SensorSample;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Locks that stop the agent for ever at a chosen point, so that it can be killed exactly there: its
 * one deciding thread stands, as if the power went at that instant.
 */
final class HeldLocks implements LockBank {
  private final LockBank locks;
  private volatile @Nullable Point held;

  /** Where to stop. */
  enum Point {
    /** The pulse was decided; no coil has moved. */
    BEFORE_COIL,
    /** The coil is energised; nobody has been told. */
    AFTER_COIL
  }

  HeldLocks(LockBank locks) {
    this.locks = locks;
  }

  /** The next pulse stops there. */
  void holdAt(Point point) {
    held = point;
    KilledAgentMain.say("armed");
  }

  @Override
  public void pulse(int compartment, int pulseMillis) throws HardwareException {
    stopAt(Point.BEFORE_COIL);
    locks.pulse(compartment, pulseMillis);
    stopAt(Point.AFTER_COIL);
  }

  private void stopAt(Point point) {
    if (held == point) {
      KilledAgentMain.say("held");
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts a dead process", e);
      }
    }
  }

  @Override
  public List<Integer> compartments() {
    return locks.compartments();
  }

  @Override
  public SensorSample sample(int compartment) throws HardwareException {
    return locks.sample(compartment);
  }

  @Override
  public void listen(Listener listener) {
    locks.listen(listener);
  }
}
