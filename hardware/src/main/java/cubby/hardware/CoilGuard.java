package cubby.hardware;

import java.util.List;

/** Stands between every caller and every coil. */
public final class CoilGuard implements LockBank {
  private final LockBank driver;

  /**
   * @param driver the only way to the coils; nobody else may hold it
   */
  public CoilGuard(LockBank driver) {
    this.driver = driver;
  }

  @Override
  public List<Integer> compartments() {
    return driver.compartments();
  }

  @Override
  public void pulse(int compartment, int pulseMillis) throws HardwareException {
    driver.pulse(compartment, pulseMillis);
  }

  @Override
  public SensorSample sample(int compartment) throws HardwareException {
    return driver.sample(compartment);
  }

  @Override
  public void listen(Listener listener) {
    driver.listen(listener);
  }
}
