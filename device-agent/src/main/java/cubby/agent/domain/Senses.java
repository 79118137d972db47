package cubby.agent.domain;

/**
 * The newest reading of a compartment's sensors.
 *
 * @param occupancy UNKNOWN whenever the door's reading is
 * @param readAtUptimeMillis when any reading came last
 * @param knownAtUptimeMillis when the door was last known to be open or closed
 */
public record Senses(
    DoorReading door, Occupancy occupancy, long readAtUptimeMillis, long knownAtUptimeMillis) {

  /** A reading older than this counts as none. */
  public static final long FRESH_MILLIS = 5_000;

  /** Before the first reading. */
  public static Senses none(long uptimeMillis) {
    return new Senses(DoorReading.UNKNOWN, Occupancy.UNKNOWN, uptimeMillis, uptimeMillis);
  }

  Senses stale() {
    return new Senses(
        DoorReading.UNKNOWN, Occupancy.UNKNOWN, readAtUptimeMillis, knownAtUptimeMillis);
  }

  boolean sameReading(Senses other) {
    return door == other.door && occupancy == other.occupancy;
  }
}
