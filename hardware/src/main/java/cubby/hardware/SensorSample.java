package cubby.hardware;

/**
 * What one compartment's sensors said at one moment, debounced.
 *
 * @param compartment 1-based
 * @param door from the door switch where there is one, else from the lock's hook switch
 * @param occupancy UNKNOWN where there is no such sensor
 * @param atUptimeMillis when it was read, on {@link Timeline#uptimeMillis()}
 */
public record SensorSample(int compartment, Door door, Occupancy occupancy, long atUptimeMillis) {

  /** Position of a door as sensed. */
  public enum Door {
    CLOSED,
    OPEN,
    /** The sensor is silent, bounces without end or contradicts itself. */
    UNKNOWN
  }

  /** Whether something lies in the compartment. */
  public enum Occupancy {
    EMPTY,
    OCCUPIED,
    UNKNOWN
  }
}
