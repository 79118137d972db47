package cubby.agent.boot;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the agent of one cabinet has to be told.
 *
 * @param cabinet the cabinet's id, see {@link cubby.wire.Topic#isCabinetId}
 * @param name as printed on the cabinet
 * @param profile name of a shipped profile, or a path that ends in {@code .yaml}
 * @param dataFolder journal and, of a simulated cabinet, the plant; made where it is missing
 * @param hardware what drives the doors
 * @param log how the log is written
 */
public record AgentSettings(
    String cabinet,
    String name,
    String profile,
    Path dataFolder,
    Gateway gateway,
    Kiosk kiosk,
    Hardware hardware,
    LogFormat log) {

  /**
   * How the gateway is reached and known.
   *
   * @param mqttUri {@code tcp://host:port} or {@code ssl://host:port}
   * @param secretFile one line: the device's password
   * @param cabinetKeyFile 64 hexadecimal digits: the key of the code hashes
   * @param gatewayKeysFile see {@link cubby.wire.GatewayKeys}
   * @param caFile PEM certificates that the gateway's must lead to; null = the JDK's own
   */
  public record Gateway(
      String mqttUri,
      Path secretFile,
      Path cabinetKeyFile,
      Path gatewayKeysFile,
      @Nullable Path caFile) {}

  /**
   * The cabinet's own screen.
   *
   * @param port on loopback; 0 = any free one
   * @param riderPageBase the gateway's public address, without a slash at its end
   */
  public record Kiosk(int port, String riderPageBase) {}

  /** What drives the doors. */
  public enum Hardware {
    /** A cabinet that exists in memory and in one file. */
    SIMULATED
  }

  /** How the log is written. */
  public enum LogFormat {
    /** For people at a terminal. */
    TEXT,
    /** One JSON object a line. */
    JSON
  }

  /** The address that the QR code at the screen stands for. */
  public String riderPage() {
    return kiosk.riderPageBase() + "/c/" + cabinet;
  }
}
