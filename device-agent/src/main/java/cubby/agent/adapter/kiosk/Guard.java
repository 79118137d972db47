package cubby.agent.adapter.kiosk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign pages off the cabinet. The server listens on loopback, yet the browser beside it
 * also shows other pages: one of those could aim a name of its own at 127.0.0.1 (DNS rebinding; the
 * Host header gives it away) or post across origins.
 */
final class Guard {
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-f:]+\\]|[a-z0-9.-]+)(:[0-9]{1,5})?");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> SAME = Set.of("same-origin", "none");

  private Guard() {}

  /** Headers that every answer carries, refusals included. */
  static void protect(Headers answer) {
    answer.set(
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data:; style-src 'self'; frame-ancestors 'none'");
    answer.set("X-Content-Type-Options", "nosniff");
    answer.set("Referrer-Policy", "no-referrer");
  }

  /** Refuses whatever was not meant for this server or comes from a foreign page. */
  static void check(HttpExchange exchange) throws KioskProblem {
    Headers request = exchange.getRequestHeaders();
    String host = lower(request.getFirst("Host"));
    Matcher matcher = HOST.matcher(host);
    if (!matcher.matches() || !LOOPBACK.contains(matcher.group(1))) {
      throw new KioskProblem(421, "wrong-host", "This is a cabinet's own screen, on loopback only");
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      checkWrite(request, host);
    }
  }

  private static void checkWrite(Headers request, String host) throws KioskProblem {
    String origin = request.getFirst("Origin");
    String site = request.getFirst("Sec-Fetch-Site");
    if ((origin != null && !lower(origin).equals("http://" + host))
        || (site != null && !SAME.contains(lower(site)))) {
      throw new KioskProblem(403, "foreign-origin", "Only this screen's own page may do that");
    }
    // A foreign page cannot send this type without asking first, and asking is never answered.
    String type = lower(request.getFirst("Content-Type")).split(";", 2)[0].strip();
    if (!type.equals("application/json")) {
      throw new KioskProblem(415, "not-json", "The request must be application/json");
    }
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
