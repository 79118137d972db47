package cubby.gateway.boot;

import cubby.gateway.adapter.mqtt.MqttTls;
import cubby.gateway.app.Retention;
import cubby.gateway.domain.site.SiteSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code gateway.yaml} says.
 *
 * @param dataFolder database and keys; made where it is missing
 * @param kept how long rows are kept that served their purpose
 * @param demo shows messages and a manager's link on the start page; never for real people
 */
public record GatewaySettings(
    Http http,
    Mqtt mqtt,
    Path dataFolder,
    boolean demo,
    LogFormat log,
    Messages messages,
    Retention.Kept kept,
    List<Site> sites,
    List<Cabinet> cabinets) {

  public GatewaySettings {
    sites = List.copyOf(sites);
    cabinets = List.copyOf(cabinets);
  }

  /**
   * @param port 0 = any free one
   * @param publicUrl where browsers find the pages; absent = this machine by name localhost
   * @param behindProxy whether X-Forwarded-For is believed
   */
  public record Http(int port, String bind, Optional<URI> publicUrl, boolean behindProxy) {}

  /**
   * @param port 0 = any free one
   */
  public record Mqtt(int port, String bind, Optional<MqttTls> tls) {}

  /** A place with its rules. */
  public record Site(String id, String name, SiteSettings settings) {}

  /**
   * @param site the id of one of the sites
   * @param screen address of a simulated cabinet's screen, for the demo; empty where unknown
   */
  public record Cabinet(String id, String site, String name, Kind kind, String screen) {}

  /** What a cabinet is mostly for. */
  public enum Kind {
    PARCEL,
    MEAL,
    BATTERY
  }

  /** How log lines look. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  /** Where texts to people go while no sender is connected. */
  public enum Messages {
    /** That there was one is logged; the text goes nowhere. */
    LOG,
    /** In clear to standard output. */
    PRINT
  }
}
