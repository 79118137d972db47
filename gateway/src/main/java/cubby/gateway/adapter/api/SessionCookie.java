package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Request;
import cubby.gateway.adapter.http.Response;
import java.time.Duration;
import java.util.Optional;

/** The cookie that carries a session's token. */
final class SessionCookie {
  static final String NAME = "cubby_session";

  private final boolean secure;

  /**
   * @param secure whether browsers reach us over TLS
   */
  SessionCookie(boolean secure) {
    this.secure = secure;
  }

  Optional<String> token(Request request) {
    return request.cookie(NAME).filter(value -> !value.isEmpty());
  }

  Response.Full set(Response.Full answer, String token, Duration lifetime) {
    return answer.with("Set-Cookie", cookie(token, lifetime.toSeconds()));
  }

  Response.Full clear(Response.Full answer) {
    return answer.with("Set-Cookie", cookie("", 0));
  }

  private String cookie(String value, long seconds) {
    return NAME
        + "="
        + value
        + "; Path=/; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }
}
