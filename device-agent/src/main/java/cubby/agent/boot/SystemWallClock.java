package cubby.agent.boot;

import cubby.agent.app.port.WallClock;
import java.util.function.LongSupplier;

/**
 * The controller's wall clock, believed once it shows a time at which this program existed: without
 * a battery it starts in 1970 or at the time of its image, until the network has set it.
 */
final class SystemWallClock implements WallClock {
  /** 2026-11-01T00:00:00Z. */
  static final long EARLIEST_UTC_MILLIS = 1_793_491_200_000L;

  private final LongSupplier clock;

  SystemWallClock() {
    this(System::currentTimeMillis);
  }

  SystemWallClock(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public long utcMillisOrZero() {
    long now = clock.getAsLong();
    return now >= EARLIEST_UTC_MILLIS ? now : 0;
  }
}
