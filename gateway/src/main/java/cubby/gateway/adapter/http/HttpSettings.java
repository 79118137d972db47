package cubby.gateway.adapter.http;

import java.time.Duration;

/**
 * How the server listens and what it bears.
 *
 * @param bind the address to listen at
 * @param port 0 for any free one
 * @param behindProxy whether the last address of X-Forwarded-For is believed; only right where
 *     nothing but the proxy reaches the port
 * @param secure whether clients speak TLS (to a proxy before us): adds HSTS
 * @param maxConnections more are answered 503 and closed
 * @param requestTimeout from the first byte of a request to its last
 * @param idleTimeout how long a connection may be silent between requests
 * @param answerTimeout from a whole request to its answer; also how long a client may take to read
 * @param pingInterval between comments on an event stream
 * @param streamTimeout an event stream is ended after this; clients come back by themselves
 */
public record HttpSettings(
    String bind,
    int port,
    boolean behindProxy,
    boolean secure,
    int maxConnections,
    Duration requestTimeout,
    Duration idleTimeout,
    Duration answerTimeout,
    Duration pingInterval,
    Duration streamTimeout) {

  /** The largest accepted body, in bytes; the largest body of the API is under 2 KiB. */
  public static final int MAX_BODY_BYTES = 16 * 1024;

  /** The longest accepted request line, in bytes. */
  public static final int MAX_LINE_BYTES = 4 * 1024;

  /** All headers of a request together, in bytes. */
  public static final int MAX_HEADER_BYTES = 16 * 1024;

  /** The usual limits. */
  public static HttpSettings of(String bind, int port, boolean behindProxy, boolean secure) {
    return new HttpSettings(
        bind,
        port,
        behindProxy,
        secure,
        10_000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofSeconds(15),
        Duration.ofHours(1));
  }
}
