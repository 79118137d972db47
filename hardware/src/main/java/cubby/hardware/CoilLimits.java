package cubby.hardware;

/**
 * What one lock's coil bears. Small spring locks are made for intermittent duty; their in-rush
 * browns out a shared supply (facts: lock boards, "Coils, power and feedback").
 *
 * @param pulseMillis length of one pulse, 1 to {@link #HARD_MAX_PULSE_MILLIS}
 * @param coolDownMillis shortest time between two pulses of one coil
 * @param maxPulsesInTenSeconds per coil
 * @param maxPulsesInOneMinute per coil
 * @param supplyGapMillis shortest time from the end of one pulse to the next on the same supply
 */
public record CoilLimits(
    int pulseMillis,
    int coolDownMillis,
    int maxPulsesInTenSeconds,
    int maxPulsesInOneMinute,
    int supplyGapMillis) {

  /** No profile, action or bug makes a pulse longer than this. */
  public static final int HARD_MAX_PULSE_MILLIS = 1_000;

  /** 300 ms pulses, 2 s cool-down, 3 in 10 s, 6 a minute, 300 ms between pulses of one supply. */
  public static final CoilLimits DEFAULT = new CoilLimits(300, 2_000, 3, 6, 300);
}
