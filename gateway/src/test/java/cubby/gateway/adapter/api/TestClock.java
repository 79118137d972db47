package cubby.gateway.adapter.api;

import cubby.gateway.app.port.Clock;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test moves. */
final class TestClock implements Clock {
  private volatile Instant now;

  TestClock(Instant start) {
    now = start;
  }

  @Override
  public Instant now() {
    return now;
  }

  synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
