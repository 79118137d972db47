package cubby.gateway.adapter.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a webhook may go: to public addresses over TLS, so that a partner cannot make the gateway
 * talk to what only the gateway can reach. A demo also talks to this machine.
 */
final class TargetRules {
  private final boolean demo;

  TargetRules(boolean demo) {
    this.demo = demo;
  }

  /** What is wrong with the text as an address, without any look-up. */
  Optional<String> objection(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return Optional.of("Is not a URL.");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return Optional.of("Must have a host, and neither user nor fragment.");
    }
    boolean toThisMachine = demo && isLoopbackName(host);
    if (scheme.equals("https") || (scheme.equals("http") && toThisMachine)) {
      boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
      return !toThisMachine && (isLoopbackName(host) || (literal && isForbiddenLiteral(host)))
          ? Optional.of("Must be a public address.")
          : Optional.empty();
    }
    return Optional.of("Must begin with https://.");
  }

  /** Whether an address that a name was resolved to may be used. */
  boolean allows(InetAddress address) {
    return (demo && address.isLoopbackAddress()) || isPublic(address);
  }

  private static boolean isLoopbackName(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      // The same name, written to its root.
      name = name.substring(0, name.length() - 1);
    }
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("127.0.0.1")
        || name.equals("[::1]");
  }

  private static boolean isForbiddenLiteral(String host) {
    try {
      return !isPublic(InetAddress.ofLiteral(host.replace("[", "").replace("]", "")));
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (address instanceof Inet4Address) {
      // RFC 6890: shared (100.64/10), protocol assignments, benchmarks (198.18/15), reserved.
      return !(first == 0
          || (first == 100 && second >= 64 && second < 128)
          || (first == 192 && second == 0 && bytes[2] == 0)
          || (first == 198 && (second == 18 || second == 19))
          || first >= 240);
    }
    // RFC 4193 unique local; RFC 6052, 3056 and 4380 carry other addresses inside.
    return !((first & 0xfe) == 0xfc
        || (first == 0x00 && second == 0x64)
        || (first == 0x20 && second == 0x02)
        || (first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0));
  }
}
