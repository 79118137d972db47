package cubby.gateway.adapter.mqtt;

import java.util.Optional;

/**
 * Where the endpoint listens and how far it goes.
 *
 * @param bind the local address or host name, {@code 0.0.0.0} for all
 * @param port the TCP port, 0 to 65535; 0 lets the system choose
 * @param tls absent for plain TCP
 * @param ioThreads event loops, 1 or more; one serves some 100,000 messages a second
 */
public record MqttSettings(
    String bind, int port, Optional<MqttTls> tls, int ioThreads, MqttLimits limits) {

  public MqttSettings {
    MqttLimits.require("port", port, 0, 65_535);
    MqttLimits.require("ioThreads", ioThreads, 1, 64);
  }

  /** Plain TCP with the default limits; two event loops at most, cabinets talk little. */
  public static MqttSettings plain(String bind, int port) {
    int ioThreads = Math.min(2, Runtime.getRuntime().availableProcessors());
    return new MqttSettings(bind, port, Optional.empty(), ioThreads, MqttLimits.DEFAULTS);
  }
}
