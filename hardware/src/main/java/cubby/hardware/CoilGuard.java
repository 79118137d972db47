package cubby.hardware;

import cubby.hardware.CoilRules.Allowed;
import cubby.hardware.CoilRules.History;
import cubby.hardware.CoilRules.Never;
import cubby.hardware.CoilRules.Pulse;
import cubby.hardware.CoilRules.Wait;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between every caller and every coil, and holds each coil's limits whatever the caller
 * believes: longest pulse, cool-down, rate, one coil at a time per supply with a gap.
 *
 * <p>A pulse counts from the moment at which the driver is told, is taken to have begun as late as
 * the driver answered, and counts where the driver failed: the coil may have moved. Callable from
 * any thread and from a listener; calls reach the driver one at a time.
 */
public final class CoilGuard implements LockBank {
  private final LockBank driver;
  private final CoilRules rules;
  private final Timeline timeline;
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by lock.
  private History history = History.EMPTY;
  private long lastSerial;

  /**
   * @param driver the only way to the coils; nobody else may hold it
   * @param profile whose limits and supplies hold
   * @param timeline whose zero is the start of this process
   */
  public CoilGuard(LockBank driver, CabinetProfile profile, Timeline timeline) {
    this.driver = driver;
    this.rules = new CoilRules(profile);
    this.timeline = timeline;
  }

  @Override
  public List<Integer> compartments() {
    return driver.compartments();
  }

  @Override
  public void pulse(int compartment, int pulseMillis) throws HardwareException {
    lock.lock();
    try {
      long now = timeline.uptimeMillis();
      switch (rules.judge(history, compartment, pulseMillis, now)) {
        case Allowed() -> pulseAndRemember(compartment, pulseMillis, now);
        case Wait(long millis, String why) ->
            throw new CoilRefusedException(refusal(compartment, why), millis);
        case Never(String why) -> throw new CoilRefusedException(refusal(compartment, why), 0);
      }
    } finally {
      lock.unlock();
    }
  }

  private void pulseAndRemember(int compartment, int pulseMillis, long now)
      throws HardwareException {
    long serial = ++lastSerial;
    // Remembered before the driver is told: a listener that pulses again from inside must be judged
    // against this pulse.
    history = history.with(new Pulse(serial, compartment, now, now + pulseMillis));
    try {
      driver.pulse(compartment, pulseMillis);
    } finally {
      // A slow board energises late, so the pulse may have begun as late as this.
      long latest = timeline.uptimeMillis();
      history = history.moved(serial, latest, latest + pulseMillis);
    }
  }

  private static String refusal(int compartment, String why) {
    return "no pulse for compartment " + compartment + ": " + why;
  }

  @Override
  public SensorSample sample(int compartment) throws HardwareException {
    lock.lock();
    try {
      return driver.sample(compartment);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void listen(Listener listener) {
    driver.listen(listener);
  }
}
