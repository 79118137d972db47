package cubby.gateway.app.account;

import cubby.gateway.app.port.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rate limits of signing in. Codes cost money and annoy their receivers, so they are limited
 * per phone, per client and in all; guesses are limited per client (each code bears five tries
 * anyway).
 */
final class SignInLimits {
  private static final int MAX_KEYS = 50_000;
  private static final String ALL = "all";

  private final TokenBuckets codesPerPhone = new TokenBuckets(3, Duration.ofMinutes(5), MAX_KEYS);
  private final TokenBuckets codesPerClient =
      new TokenBuckets(20, Duration.ofSeconds(30), MAX_KEYS);
  private final TokenBuckets codesInAll = new TokenBuckets(200, Duration.ofMillis(500), 1);
  private final TokenBuckets triesPerClient =
      new TokenBuckets(30, Duration.ofSeconds(10), MAX_KEYS);
  private final Meters meters;

  SignInLimits(Meters meters) {
    this.meters = meters;
  }

  /** How long to wait before a code may be sent; takes from all limits or, refused, from few. */
  Optional<Duration> beforeCode(String phoneHash, String client, Instant now) {
    return counted("codes_per_client", codesPerClient.take(network(client), now))
        .or(() -> counted("codes_per_phone", codesPerPhone.take(phoneHash, now)))
        .or(() -> counted("codes_in_all", codesInAll.take(ALL, now)));
  }

  /** How long to wait before a code or link may be tried. */
  Optional<Duration> beforeTry(String client, Instant now) {
    return counted("tries_per_client", triesPerClient.take(network(client), now));
  }

  private Optional<Duration> counted(String limit, Optional<Duration> wait) {
    wait.ifPresent(duration -> meters.limited(limit));
    return wait;
  }

  /** One household has 2^64 IPv6 addresses: the first four groups stand for them all. */
  static String network(String client) {
    if (client.indexOf(':') < 0) {
      return client;
    }
    if (client.indexOf('.') > 0) {
      // ::ffff:192.0.2.7, as proxies name an IPv4 client on a socket for both.
      return client.substring(client.lastIndexOf(':') + 1);
    }
    String[] groups = client.split(":", -1);
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < Math.min(4, groups.length); i++) {
      if (groups[i].isEmpty() && i > 0) {
        break;
      }
      network.append(groups[i]).append(':');
    }
    return network.toString();
  }
}
