package cubby.agent.adapter.mqtt;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How one cabinet reaches its gateway.
 *
 * @param uri {@code tcp://host:port} or {@code ssl://host:port}
 * @param cabinet the cabinet's id: client id and user name
 * @param secret the device's password
 * @param caFile PEM certificates that the gateway's certificate must lead to; null = the JDK's own.
 *     Only for {@code ssl://}
 */
public record MqttAccess(String uri, String cabinet, String secret, @Nullable Path caFile) {

  /** Without the secret: records are printed. */
  @Override
  public String toString() {
    return "MqttAccess[" + uri + ", " + cabinet + "]";
  }

  boolean isTls() {
    return uri.startsWith("ssl://");
  }
}
