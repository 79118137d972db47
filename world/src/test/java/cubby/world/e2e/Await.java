package cubby.world.e2e;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what has to come, and says what came instead. */
public final class Await {
  /** Far above anything that is right, so that a busy machine fails no test. */
  private static final Duration MOST = Duration.ofSeconds(30);

  private static final long PAUSE_MILLIS = 20;

  private Await() {}

  /** The first reading that is as expected. */
  public static <T> T until(String what, Supplier<T> reading, Predicate<T> expected) {
    long deadline = System.nanoTime() + MOST.toNanos();
    T last = reading.get();
    while (!expected.test(last)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not come; last seen: " + last);
      }
      pause();
      last = reading.get();
    }
    return last;
  }

  public static void until(String what, Supplier<Boolean> reading) {
    boolean unused = until(what, reading, seen -> seen);
  }

  private static void pause() {
    // A loop, because a wait may end early; and one that is interrupted ends the test.
    for (long left = PAUSE_MILLIS; left > 0; left -= PAUSE_MILLIS) {
      try {
        Thread.sleep(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting", e);
      }
    }
  }
}
