package cubby.gateway.app.account;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A rate limit per key: each key may do a burst, then one thing per interval. Remembers a bounded
 * number of keys; the one unused for longest is forgotten first. Safe for use by many threads.
 */
public final class TokenBuckets {
  private final int burst;
  private final Duration perToken;
  private final Map<String, Bucket> buckets;

  /**
   * @param burst how many may be taken at once, at least 1
   * @param perToken after how long one comes back
   * @param maxKeys how many keys are remembered
   */
  public TokenBuckets(int burst, Duration perToken, int maxKeys) {
    this.burst = burst;
    this.perToken = perToken;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > maxKeys;
          }
        };
  }

  /** Takes one; where none is left, answers how long until the next (and takes nothing). */
  public synchronized Optional<Duration> take(String key, Instant now) {
    Bucket bucket = buckets.computeIfAbsent(key, k -> new Bucket(now));
    // A bucket is one point in time: when it will be, or was, full again.
    Instant fullAt = bucket.fullAt.isBefore(now) ? now : bucket.fullAt;
    Duration missing = Duration.between(now, fullAt).plus(perToken);
    Duration allowed = perToken.multipliedBy(burst);
    if (missing.compareTo(allowed) > 0) {
      return Optional.of(missing.minus(allowed));
    }
    bucket.fullAt = fullAt.plus(perToken);
    return Optional.empty();
  }

  /** How many keys are remembered. */
  public synchronized int size() {
    return buckets.size();
  }

  private static final class Bucket {
    private Instant fullAt;

    private Bucket(Instant fullAt) {
      this.fullAt = fullAt;
    }
  }
}
