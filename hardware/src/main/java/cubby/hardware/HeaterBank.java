package cubby.hardware;

/**
 * The heaters that keep meals warm. A heater is off at start, after a crash and when never told.
 */
public interface HeaterBank {

  /**
   * Switches one heater. "On" holds for 30 s at most and must be said again, so that a dead agent
   * leaves no heater on.
   *
   * @throws HardwareException where the board did not take the command
   */
  void set(int compartment, boolean on) throws HardwareException;
}
