package cubby.gateway.app.port;

import java.time.Instant;

/** The gateway's clocks. */
public interface Clock {
  /** The wall clock: for people, and for what outlives the process. May be set at any time. */
  Instant now();

  /**
   * Milliseconds since some moment, never set back or forward: for what is measured within one run
   * of the process. Where nobody sets the wall clock (in tests) that one serves.
   */
  default long monotonicMillis() {
    return now().toEpochMilli();
  }
}
