package cubby.agent.domain;

/**
 * How many wrong codes are still allowed at this cabinet: a bucket of {@link #CAPACITY} that one
 * comes back to every {@link #REFILL_MILLIS}. 20 guesses an hour against 512 live 8-digit codes
 * succeed once in about a year of uninterrupted guessing.
 *
 * @param left wrong codes still allowed now, 0 to {@link #CAPACITY}
 * @param refillFromUptimeMillis when the wait for the next one began
 */
public record CodeBucket(int left, long refillFromUptimeMillis) {
  public static final int CAPACITY = 5;
  public static final long REFILL_MILLIS = 180_000;

  public static CodeBucket full() {
    return new CodeBucket(CAPACITY, 0);
  }

  /** What is left at this uptime. */
  CodeBucket at(long uptimeMillis) {
    if (left == CAPACITY) {
      return this;
    }
    long back = (uptimeMillis - refillFromUptimeMillis) / REFILL_MILLIS;
    if (back <= 0) {
      return this;
    }
    return left + back >= CAPACITY
        ? full()
        : new CodeBucket((int) (left + back), refillFromUptimeMillis + back * REFILL_MILLIS);
  }

  /** After one wrong code. Call {@link #at} first. */
  CodeBucket spend(long uptimeMillis) {
    return new CodeBucket(left - 1, left == CAPACITY ? uptimeMillis : refillFromUptimeMillis);
  }

  /** After a restart: nothing is given back for it, the wait for the next begins anew. */
  CodeBucket restarted(long uptimeMillis) {
    return left == CAPACITY ? this : new CodeBucket(left, uptimeMillis);
  }

  /** When the next one comes back, or {@link Long#MAX_VALUE} where the bucket is full. */
  long nextUptimeMillis() {
    return left == CAPACITY ? Long.MAX_VALUE : refillFromUptimeMillis + REFILL_MILLIS;
  }
}
