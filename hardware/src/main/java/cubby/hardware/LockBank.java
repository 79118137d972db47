package cubby.hardware;

import java.util.List;

/**
 * The locks of one cabinet, by compartment number. A driver carries out and reports; it decides
 * nothing. Methods may be called from any one thread at a time.
 */
public interface LockBank {

  /** The compartments that have a lock here, ascending. */
  List<Integer> compartments();

  /**
   * Energises the lock's coil and returns once it is energised, not when the pulse ends. The driver
   * ends the pulse by itself after {@code pulseMillis}, also when the caller dies or is
   * interrupted.
   *
   * @param pulseMillis 1 to {@link CoilLimits#HARD_MAX_PULSE_MILLIS}
   * @throws CoilRefusedException where a limit forbids this pulse now; no coil was energised
   * @throws HardwareException where the board did not take the command; the coil may have moved
   */
  void pulse(int compartment, int pulseMillis) throws HardwareException;

  /**
   * A fresh reading of one compartment's sensors.
   *
   * @throws HardwareException where the board does not answer; never an old value
   */
  SensorSample sample(int compartment) throws HardwareException;

  /** Tells the listener of every debounced change from now on, on a thread of the driver's. */
  void listen(Listener listener);

  /** Hears sensor changes; must return quickly. */
  interface Listener {
    void changed(SensorSample sample);
  }
}
