package cubby.wire;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The seven topics of the wire, {@code cab/{id}/up|down/{name}}. A cabinet publishes only under its
 * own {@code up/} and subscribes only to its own {@code down/}, never with wildcards.
 */
public enum Topic {
  HELLO("up/hello", 1),
  EVENTS("up/events", 1),
  TELEMETRY("up/telemetry", 0),
  GONE("up/gone", 1),
  ACTIONS("down/actions", 1),
  DESIRED("down/desired", 1),
  COMMITTED("down/committed", 1);

  /** The largest payload on any topic, in bytes; more is refused. */
  public static final int MAX_PAYLOAD_BYTES = 64 * 1024;

  private static final Pattern CABINET_ID = Pattern.compile("[a-z0-9][a-z0-9-]{1,38}[a-z0-9]");

  private final String suffix;
  private final int qos;

  Topic(String suffix, int qos) {
    this.suffix = suffix;
    this.qos = qos;
  }

  /** The topic's full name for one cabinet. */
  public String of(String cabinet) {
    return "cab/" + cabinet + "/" + suffix;
  }

  /** The MQTT quality of service that this topic is published with, 0 or 1. */
  public int qos() {
    return qos;
  }

  /** Whether the cabinet publishes it (and the gateway listens). */
  public boolean isUplink() {
    return suffix.startsWith("up/");
  }

  /** The topic of this cabinet with the given full name; empty for any other name. */
  public static Optional<Topic> parse(String cabinet, String name) {
    String prefix = "cab/" + cabinet + "/";
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    String rest = name.substring(prefix.length());
    for (Topic topic : values()) {
      if (topic.suffix.equals(rest)) {
        return Optional.of(topic);
      }
    }
    return Optional.empty();
  }

  /** Whether the text can name a cabinet: 3 to 40 of a-z, 0-9 and inner hyphens. */
  public static boolean isCabinetId(String text) {
    return CABINET_ID.matcher(text).matches();
  }
}
