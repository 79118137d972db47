package cubby.agent.domain;

/**
 * What is known of a heated compartment's air and heater.
 *
 * @param milliCelsius newest temperature, meaningless while never read
 * @param readAtUptimeMillis when it was read, {@link #NEVER} before
 * @param heating whether the heater was told to be on
 * @param saidAtUptimeMillis when that was last said
 */
public record Warmth(
    int milliCelsius, long readAtUptimeMillis, boolean heating, long saidAtUptimeMillis) {

  /** No reading yet. */
  public static final long NEVER = -1;

  /** A temperature older than this counts as none: five polls missed. */
  public static final long FRESH_MILLIS = 10_000;

  /** Nothing known, heater off. */
  public static final Warmth UNKNOWN = new Warmth(0, NEVER, false, 0);

  /** Whether the temperature may be relied on. */
  public boolean fresh(long uptimeMillis) {
    return readAtUptimeMillis != NEVER && uptimeMillis - readAtUptimeMillis <= FRESH_MILLIS;
  }
}
