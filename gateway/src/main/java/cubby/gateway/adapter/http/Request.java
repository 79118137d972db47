package cubby.gateway.adapter.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One complete request, within the server's limits. Immutable; its body must not be changed. */
public final class Request {
  private final String method;
  private final List<String> segments;
  private final Map<String, String> query;
  private final Map<String, String> headers;
  private final byte[] body;
  private final String client;

  /**
   * @param segments the decoded parts of the path, without the empty first one
   * @param query decoded; of a repeated parameter the first
   * @param headers by lower-case name; of a repeated header the first
   * @param client the peer's address, or the one that a trusted proxy names
   */
  public Request(
      String method,
      List<String> segments,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body,
      String client) {
    this.method = method;
    this.segments = List.copyOf(segments);
    this.query = Map.copyOf(query);
    this.headers = Map.copyOf(headers);
    this.body = body.clone();
    this.client = client;
  }

  /** GET for a HEAD request too: the server leaves the body out. */
  public String method() {
    return method;
  }

  public List<String> segments() {
    return segments;
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public byte[] body() {
    return body.clone();
  }

  public boolean hasBody() {
    return body.length > 0;
  }

  /** For rate limits only; personal data, never logged. */
  public String client() {
    return client;
  }

  /** The value of a cookie. */
  public Optional<String> cookie(String name) {
    String all = headers.getOrDefault("cookie", "");
    for (String part : all.split(";", -1)) {
      String pair = part.strip();
      if (pair.startsWith(name + "=")) {
        return Optional.of(pair.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }
}
