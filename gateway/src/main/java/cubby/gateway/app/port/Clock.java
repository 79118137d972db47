package cubby.gateway.app.port;

import java.time.Instant;

/** The gateway's wall clock. */
public interface Clock {
  Instant now();
}
