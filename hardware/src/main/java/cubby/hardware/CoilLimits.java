package cubby.hardware;

/**
 * What one lock's coil bears. Small spring locks are made for intermittent duty; their in-rush
 * browns out a shared supply (facts: lock boards, "Coils, power and feedback").
 *
 * @param pulseMillis longest pulse of this coil, 1 to {@link #HARD_MAX_PULSE_MILLIS}
 * @param coolDownMillis shortest time from the end of one pulse of a coil to its next, 0 to {@link
 *     #MAX_REST_MILLIS}
 * @param maxPulsesInTenSeconds per coil, 1 or more; a pulse counts from its start
 * @param maxPulsesInOneMinute per coil, 1 or more; a pulse counts from its start
 * @param supplyGapMillis shortest time from the end of one pulse to the next on the same supply, 0
 *     to {@link #MAX_REST_MILLIS}
 */
public record CoilLimits(
    int pulseMillis,
    int coolDownMillis,
    int maxPulsesInTenSeconds,
    int maxPulsesInOneMinute,
    int supplyGapMillis) {

  /** No profile, action or bug makes a pulse longer than this. */
  public static final int HARD_MAX_PULSE_MILLIS = 1_000;

  /** No rest is longer than the minute for which pulses are remembered. */
  public static final int MAX_REST_MILLIS = 60_000;

  /** 300 ms pulses, 2 s cool-down, 3 in 10 s, 6 a minute, 300 ms between pulses of one supply. */
  public static final CoilLimits DEFAULT = new CoilLimits(300, 2_000, 3, 6, 300);

  /** Refuses what is beyond the hard bounds: that is a bug of ours, not a mistake in a file. */
  public CoilLimits {
    require("pulseMillis", pulseMillis, 1, HARD_MAX_PULSE_MILLIS);
    require("coolDownMillis", coolDownMillis, 0, MAX_REST_MILLIS);
    require("maxPulsesInTenSeconds", maxPulsesInTenSeconds, 1, Integer.MAX_VALUE);
    require("maxPulsesInOneMinute", maxPulsesInOneMinute, 1, Integer.MAX_VALUE);
    require("supplyGapMillis", supplyGapMillis, 0, MAX_REST_MILLIS);
  }

  private static void require(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " " + value + " is not " + min + " to " + max);
    }
  }
}
