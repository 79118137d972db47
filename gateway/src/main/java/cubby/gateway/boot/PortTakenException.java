package cubby.gateway.boot;

import java.io.IOException;

/** A port cannot be listened on, mostly because another program has it. */
public final class PortTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final int port;

  PortTakenException(String key, int port, IOException cause) {
    super("port %d (%s) cannot be used: is it taken?".formatted(port, key), cause);
    this.key = key;
    this.port = port;
  }

  /** The key in the configuration, {@code http.port} or {@code mqtt.port}. */
  public String key() {
    return key;
  }

  public int port() {
    return port;
  }
}
