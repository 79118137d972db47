package cubby.gateway.adapter.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What a handler answers. */
public sealed interface Response {

  int status();

  /**
   * A complete answer.
   *
   * @param headers names in canonical case; security headers, lengths and dates are added later
   */
  record Full(int status, Map<String, String> headers, Body body) implements Response {
    public Full {
      headers = Map.copyOf(headers);
    }

    /** The same answer with one more header. */
    public Full with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Full(status, more, body);
    }
  }

  /**
   * A stream of server-sent events, open until either side closes it.
   *
   * @param subscribe called once the head is sent; answers what to run when the stream has ended
   */
  record Events(Function<EventSink, Runnable> subscribe) implements Response {
    @Override
    public int status() {
      return 200;
    }
  }

  /** An answer without a body. */
  static Full empty(int status) {
    return new Full(status, Map.of(), Body.EMPTY);
  }

  /** An answer of the given media type. */
  static Full of(int status, String contentType, Body body) {
    return new Full(status, Map.of("Content-Type", contentType), body);
  }
}
