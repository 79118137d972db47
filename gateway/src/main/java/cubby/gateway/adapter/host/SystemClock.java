package cubby.gateway.adapter.host;

import cubby.gateway.app.port.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's wall clock, in whole milliseconds: what the store keeps. */
public final class SystemClock implements Clock {
  @Override
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
