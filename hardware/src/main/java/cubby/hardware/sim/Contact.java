package cubby.hardware.sim;

import cubby.hardware.Debouncer;
import cubby.hardware.Debouncer.Reading;
import cubby.hardware.Timeline;
import java.util.SplittableRandom;

/**
 * One switch or light barrier on its wire: it follows the plant after a delay, bounces on the way
 * as contacts do, and is read through a {@link Debouncer}. Not thread-safe: the cabinet's lock
 * guards it.
 */
final class Contact {
  private static final int MAX_DELAY_MILLIS = 8;
  private static final int MAX_BOUNCES = 4;
  private static final int MAX_BOUNCE_MILLIS = 4;
  private static final int ENDLESS_BOUNCE_MILLIS = 15;

  private final Timeline timeline;
  private final Steps steps;
  private final SplittableRandom random;
  private final Runnable settled;
  private Debouncer debouncer;
  private boolean truth;
  private boolean frozen;
  private boolean restless;
  // Edges and looks of an earlier generation are void.
  private long generation;
  // When a restless contact changes next.
  private long unrestAtMillis = Long.MAX_VALUE;

  /** Runs a step of the plant later, under the cabinet's lock. */
  interface Steps {
    void after(long delayMillis, Runnable step);
  }

  /**
   * @param settled told when the reading may have changed
   */
  Contact(
      Timeline timeline, Steps steps, SplittableRandom random, boolean level, Runnable settled) {
    this.timeline = timeline;
    this.steps = steps;
    this.random = random;
    this.settled = settled;
    this.truth = level;
    this.debouncer = Debouncer.settled(level, timeline.uptimeMillis());
  }

  Reading reading() {
    catchUp(timeline.uptimeMillis() - 1);
    return debouncer.at(timeline.uptimeMillis()).reading();
  }

  /** The plant moved; the contact will follow. */
  void follow(boolean level) {
    if (level != truth) {
      truth = level;
      if (!frozen && !restless) {
        settleTo(level);
      }
    }
  }

  /** While frozen it stays as it is; then it shows the truth again. */
  void freeze(boolean on) {
    frozen = on;
    if (on) {
      nextGeneration();
    } else {
      settleTo(truth);
    }
  }

  /** While restless it changes without end; then it shows the truth again. */
  void unrest(boolean on) {
    if (on == restless) {
      return;
    }
    restless = on;
    if (on) {
      long mine = nextGeneration();
      unrestAtMillis = timeline.uptimeMillis();
      steps.after(0, () -> bounceOn(mine));
    } else {
      settleTo(truth);
    }
  }

  private void settleTo(boolean level) {
    long mine = nextGeneration();
    long delay = 1 + random.nextInt(MAX_DELAY_MILLIS);
    edgeAfter(delay, mine, level);
    for (int bounce = random.nextInt(MAX_BOUNCES + 1); bounce > 0; bounce--) {
      delay += 1 + random.nextInt(MAX_BOUNCE_MILLIS);
      edgeAfter(delay, mine, !level);
      delay += 1 + random.nextInt(MAX_BOUNCE_MILLIS);
      edgeAfter(delay, mine, level);
    }
  }

  private void edgeAfter(long delayMillis, long mine, boolean level) {
    steps.after(delayMillis, () -> edge(mine, level));
  }

  private void bounceOn(long mine) {
    if (mine == generation) {
      long now = timeline.uptimeMillis();
      catchUp(now);
      settled.run();
      steps.after(Debouncer.QUIET_MILLIS, this::look);
      steps.after(unrestAtMillis - now, () -> bounceOn(mine));
    }
  }

  /**
   * The edges of a restless contact have the times they were planned for, however late a busy
   * machine gets to them: else its pause would be taken for a quiet contact.
   */
  private void catchUp(long untilMillis) {
    while (unrestAtMillis <= untilMillis) {
      debouncer = debouncer.seen(!debouncer.level(), unrestAtMillis);
      unrestAtMillis += 1 + random.nextInt(ENDLESS_BOUNCE_MILLIS);
    }
  }

  private long nextGeneration() {
    unrestAtMillis = Long.MAX_VALUE;
    return ++generation;
  }

  private void edge(long mine, boolean level) {
    if (mine == generation) {
      debouncer = debouncer.seen(level, timeline.uptimeMillis());
      settled.run();
      steps.after(Debouncer.QUIET_MILLIS, this::look);
    }
  }

  private void look() {
    catchUp(timeline.uptimeMillis() - 1);
    debouncer = debouncer.at(timeline.uptimeMillis());
    settled.run();
  }
}
