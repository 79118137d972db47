package cubby.gateway.app;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who asked for a door a moment ago, on the clock that nobody sets: however wrong the wall clock
 * runs, no door opens for somebody who left. Only of this run of the process; after its restart
 * nobody is known to wait, and a rider whose door jams asks once more. Safe for many threads.
 */
final class StillThere {
  /** Whoever asked is gone by then. */
  private static final long WAITS_MILLIS = Duration.ofSeconds(60).toMillis();

  /** The oldest first; nobody older than that stays in it. */
  private final Map<String, Long> askedAtMillis = new LinkedHashMap<>();

  /**
   * @param deposit that a door was asked for
   * @param nowMillis on the gateway's monotonic clock
   */
  synchronized void asked(String deposit, long nowMillis) {
    Iterator<Long> oldest = askedAtMillis.values().iterator();
    while (oldest.hasNext() && nowMillis - oldest.next() >= WAITS_MILLIS) {
      oldest.remove();
    }
    askedAtMillis.put(deposit, nowMillis);
  }

  /** Whether somebody waits for that deposit's door. */
  synchronized boolean waits(String deposit, long nowMillis) {
    Long asked = askedAtMillis.get(deposit);
    return asked != null && nowMillis - asked < WAITS_MILLIS;
  }
}
