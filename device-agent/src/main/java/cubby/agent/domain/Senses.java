package cubby.agent.domain;

/**
 * The newest reading of a compartment's sensors.
 *
 * @param occupancy UNKNOWN whenever the door's reading is
 * @param readAtUptimeMillis when any reading came last
 * @param knownAtUptimeMillis when the door was last known to be open or closed
 * @param steadySinceUptimeMillis since when no reading said UNKNOWN or failed to come
 * @param troubledAtUptimeMillis when the sensor's silence was last told
 */
public record Senses(
    DoorReading door,
    Occupancy occupancy,
    long readAtUptimeMillis,
    long knownAtUptimeMillis,
    long steadySinceUptimeMillis,
    long troubledAtUptimeMillis) {

  /** A reading older than this counts as none. */
  public static final long FRESH_MILLIS = 5_000;

  /** A sensor that was silent is believed to be well after so long without a gap. */
  static final long STEADY_MILLIS = 60_000;

  /**
   * Silence that was told is not called over before this: a sensor that comes and goes for days
   * makes at most 288 events a day, which the outbox takes from 16 doors for over two weeks.
   */
  static final long TROUBLED_MILLIS = 600_000;

  /** Before the first reading. */
  public static Senses none(long uptimeMillis) {
    return new Senses(
        DoorReading.UNKNOWN,
        Occupancy.UNKNOWN,
        uptimeMillis,
        uptimeMillis,
        uptimeMillis,
        uptimeMillis - TROUBLED_MILLIS);
  }

  Senses read(DoorReading now, Occupancy seen, long at) {
    long steadySince = door == DoorReading.UNKNOWN ? at : steadySinceUptimeMillis;
    return new Senses(now, seen, at, at, steadySince, troubledAtUptimeMillis);
  }

  /** A reading that says nothing of the door. */
  Senses unread(long at) {
    return unknown(at, troubledAtUptimeMillis);
  }

  Senses stale() {
    return unknown(readAtUptimeMillis, troubledAtUptimeMillis);
  }

  Senses troubled(long at) {
    return unknown(readAtUptimeMillis, at);
  }

  private Senses unknown(long readAt, long troubledAt) {
    return new Senses(
        DoorReading.UNKNOWN,
        Occupancy.UNKNOWN,
        readAt,
        knownAtUptimeMillis,
        steadySinceUptimeMillis,
        troubledAt);
  }

  /** When a silence that was told is over, as things are; {@link Long#MAX_VALUE} while silent. */
  long relievedAtUptimeMillis() {
    return door == DoorReading.UNKNOWN
        ? Long.MAX_VALUE
        : Math.max(
            steadySinceUptimeMillis + STEADY_MILLIS, troubledAtUptimeMillis + TROUBLED_MILLIS);
  }

  boolean sameReading(Senses other) {
    return door == other.door && occupancy == other.occupancy;
  }
}
