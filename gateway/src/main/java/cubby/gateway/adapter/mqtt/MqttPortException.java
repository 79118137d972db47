package cubby.gateway.adapter.mqtt;

import java.io.IOException;

/** The endpoint could not listen: its port is taken, or the address or port may not be used. */
public final class MqttPortException extends IOException {

  private static final long serialVersionUID = 1;

  private final int port;

  MqttPortException(String bind, int port, Throwable cause) {
    super("MQTT port " + port + " on " + bind + " cannot be used: " + cause, cause);
    this.port = port;
  }

  /** The TCP port that was asked for. */
  public int port() {
    return port;
  }
}
