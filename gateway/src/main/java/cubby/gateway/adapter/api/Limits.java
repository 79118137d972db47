package cubby.gateway.adapter.api;

import cubby.gateway.app.account.TokenBuckets;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Meters;
import java.time.Duration;

/** The rate limits of calls beside signing in: nobody has to open a door ten times a minute. */
final class Limits {
  private static final int MAX_KEYS = 50_000;

  private final TokenBuckets deposits = new TokenBuckets(20, Duration.ofSeconds(10), MAX_KEYS);
  private final TokenBuckets opens = new TokenBuckets(10, Duration.ofSeconds(10), MAX_KEYS);
  private final TokenBuckets delegates = new TokenBuckets(5, Duration.ofMinutes(1), MAX_KEYS);
  private final TokenBuckets reports = new TokenBuckets(5, Duration.ofMinutes(2), MAX_KEYS);
  private final TokenBuckets partners = new TokenBuckets(200, Duration.ofMillis(50), MAX_KEYS);
  private final Clock clock;
  private final Meters meters;

  Limits(Clock clock, Meters meters) {
    this.clock = clock;
    this.meters = meters;
  }

  /** Before a rider makes a door move. */
  void deposit(String rider) {
    take(deposits, "deposits", rider);
  }

  /** Before the holder of a link makes a door move. */
  void open(String token) {
    take(opens, "opens", token);
  }

  /** Before a message goes to a delegate. */
  void delegate(String token) {
    take(delegates, "delegates", token);
  }

  void report(String token) {
    take(reports, "reports", token);
  }

  void partner(String partner) {
    take(partners, "partners", partner);
  }

  private void take(TokenBuckets buckets, String name, String key) {
    buckets
        .take(key, clock.now())
        .ifPresent(wait -> {
          meters.limited(name);
          throw new ProblemException(Problems.limited(wait));
        });
  }
}
