package cubby.world.sim;

import cubby.hardware.sim.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A wall clock that is set, stops, and goes on. What it says follows the world's time when healed.
 */
final class SimClock {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final VirtualTimeline timeline;
  private final Instant beginning;
  private final String whose;
  private final History history;
  private long aheadMillis;
  private long frozenAtMillis = -1;

  SimClock(VirtualTimeline timeline, Instant beginning, String whose, History history) {
    this.timeline = timeline;
    this.beginning = beginning;
    this.whose = whose;
    this.history = history;
  }

  Instant now() {
    long real = frozenAtMillis >= 0 ? frozenAtMillis : timeline.uptimeMillis();
    return beginning.plusMillis(real + aheadMillis);
  }

  /** A controller without a battery begins in 1970. */
  void boot(boolean in1970) {
    if (in1970) {
      history.fault("clock in 1970", whose, "");
      aheadMillis = -beginning.toEpochMilli() - timeline.uptimeMillis();
    }
  }

  /** A day forward, a day back, or a stop. */
  void spoil(Chance chance) {
    if (chance.hits(0.3)) {
      history.fault("clock stops", whose, "");
      frozenAtMillis = timeline.uptimeMillis();
    } else {
      long step = chance.pick(List.of(DAY_MILLIS, -DAY_MILLIS));
      history.fault(step > 0 ? "clock a day forward" : "clock a day back", whose, "");
      aheadMillis += step;
    }
  }

  void heal() {
    aheadMillis = 0;
    frozenAtMillis = -1;
  }
}
