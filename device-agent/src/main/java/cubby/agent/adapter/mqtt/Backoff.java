package cubby.agent.adapter.mqtt;

/**
 * How long to wait before the gateway is tried again: doubling from 0.5 s to 30 s, of which a
 * random half is taken away, so that a compound's cabinets do not come back all at once. Pure.
 */
final class Backoff {
  static final long FIRST_MILLIS = 500;
  static final long LONGEST_MILLIS = 30_000;

  /** A connection that stood so long was a good one: the next wait is the first again. */
  static final long GOOD_CONNECTION_MILLIS = 10_000;

  private Backoff() {}

  /**
   * @param failures how many attempts failed in a row, 1 or more
   * @param random 0 to 1
   * @return milliseconds, from half of the step to all of it
   */
  static long delayMillis(int failures, double random) {
    int doublings = Math.clamp(failures - 1L, 0, 16);
    long step = Math.min(LONGEST_MILLIS, FIRST_MILLIS << doublings);
    return step - (long) (step / 2.0 * random);
  }
}
