package cubby.gateway.boot;

import cubby.gateway.adapter.mqtt.MqttTls;
import cubby.gateway.app.Retention.Kept;
import cubby.gateway.boot.GatewaySettings.Cabinet;
import cubby.gateway.boot.GatewaySettings.Http;
import cubby.gateway.boot.GatewaySettings.Kind;
import cubby.gateway.boot.GatewaySettings.LogFormat;
import cubby.gateway.boot.GatewaySettings.Messages;
import cubby.gateway.boot.GatewaySettings.Mqtt;
import cubby.gateway.boot.GatewaySettings.Site;
import cubby.gateway.domain.site.SiteSettings;
import cubby.gateway.domain.site.SiteSettings.Schedule;
import cubby.wire.Topic;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code gateway.yaml}. Relative paths in it start at its own folder. */
public final class SettingsFile {
  private static final int DEFAULT_HTTP_PORT = 8080;
  private static final int DEFAULT_MQTT_PORT = 1883;
  private static final int MAX_PORT = 65_535;
  private static final int MAX_MINUTES = 60 * 24 * 60;
  private static final int MAX_DAYS = 3_650;
  private static final int MAX_SECONDS = 3_600;
  private static final int MAX_KEEP_WARM_CELSIUS = 75;

  private final Path folder;

  private SettingsFile(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws SettingsException naming file, line, key and what would be right
   */
  public static GatewaySettings read(Path file) throws SettingsException {
    ConfigNode root =
        ConfigNode.read(file)
            .only(
                "http",
                "mqtt",
                "dataFolder",
                "demo",
                "log",
                "messages",
                "retention",
                "sites",
                "cabinets");
    Path parent = file.toAbsolutePath().getParent();
    return new SettingsFile(parent == null ? Path.of("/") : parent).settings(root);
  }

  private GatewaySettings settings(ConfigNode root) throws SettingsException {
    List<Site> sites = sites(root.at("sites"));
    return new GatewaySettings(
        http(root.find("http")),
        mqtt(root.find("mqtt")),
        folder.resolve(root.at("dataFolder").string()).normalize(),
        flag(root, "demo"),
        root.find("log").isPresent()
            ? root.at("log").choice(LogFormat.class, true)
            : LogFormat.TEXT,
        root.find("messages").isPresent()
            ? root.at("messages").choice(Messages.class, true)
            : Messages.LOG,
        root.find("retention").isPresent() ? kept(root.at("retention")) : Kept.USUAL,
        sites,
        cabinets(root.at("cabinets"), sites));
  }

  private static Http http(Optional<ConfigNode> found) throws SettingsException {
    if (found.isEmpty()) {
      return new Http(DEFAULT_HTTP_PORT, "0.0.0.0", Optional.empty(), false);
    }
    ConfigNode node = found.get().only("port", "bind", "publicUrl", "behindProxy");
    Optional<URI> publicUrl =
        node.find("publicUrl").isPresent()
            ? Optional.of(url(node.at("publicUrl")))
            : Optional.empty();
    return new Http(
        integer(node, "port", 0, MAX_PORT, DEFAULT_HTTP_PORT),
        string(node, "bind", "0.0.0.0"),
        publicUrl,
        flag(node, "behindProxy"));
  }

  private static URI url(ConfigNode node) throws SettingsException {
    String text = node.string();
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawPath().isEmpty()) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw node.refuse("\"" + text + "\" is not a URL");
    }
    throw node.refuse("\"" + text + "\" is not http://host[:port] or https://host[:port]");
  }

  private Mqtt mqtt(Optional<ConfigNode> found) throws SettingsException {
    if (found.isEmpty()) {
      return new Mqtt(DEFAULT_MQTT_PORT, "0.0.0.0", Optional.empty());
    }
    ConfigNode node = found.get().only("port", "bind", "tls");
    return new Mqtt(
        integer(node, "port", 0, MAX_PORT, DEFAULT_MQTT_PORT),
        string(node, "bind", "0.0.0.0"),
        node.find("tls").isPresent() ? Optional.of(tls(node.at("tls"))) : Optional.empty());
  }

  private MqttTls tls(ConfigNode node) throws SettingsException {
    node.only("certificateFile", "privateKeyFile", "clientCaFile", "clientCertificateRequired");
    Optional<Path> clientCa =
        node.find("clientCaFile").isPresent()
            ? Optional.of(path(node.at("clientCaFile")))
            : Optional.empty();
    boolean required = flag(node, "clientCertificateRequired");
    if (required && clientCa.isEmpty()) {
      throw node.at("clientCertificateRequired").refuse("needs clientCaFile");
    }
    return new MqttTls(
        path(node.at("certificateFile")), path(node.at("privateKeyFile")), clientCa, required);
  }

  private static Kept kept(ConfigNode node) throws SettingsException {
    node.only("eventDays", "messageDays", "webhookDays");
    return new Kept(
        days(node, "eventDays", Kept.USUAL.events()),
        days(node, "messageDays", Kept.USUAL.messages()),
        days(node, "webhookDays", Kept.USUAL.webhooks()));
  }

  private static Duration days(ConfigNode node, String key, Duration usual)
      throws SettingsException {
    return Duration.ofDays(integer(node, key, 1, MAX_DAYS, (int) usual.toDays()));
  }

  private static List<Site> sites(ConfigNode list) throws SettingsException {
    List<Site> sites = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (ConfigNode node : list.list()) {
      node.only("id", "name", "settings");
      String id = node.at("id").string();
      if (!ids.add(id)) {
        throw node.at("id").refuse("\"" + id + "\" is there twice");
      }
      SiteSettings settings =
          node.find("settings").isPresent()
              ? siteSettings(node.at("settings"))
              : SiteSettings.defaults();
      sites.add(new Site(id, string(node, "name", id), settings));
    }
    return sites;
  }

  private static SiteSettings siteSettings(ConfigNode node) throws SettingsException {
    node.only(
        "parcel",
        "meal",
        "doorReminderSeconds",
        "doorAjarSeconds",
        "graceSeconds",
        "keepWarmCelsius",
        "notices",
        "language");
    SiteSettings usual = SiteSettings.defaults();
    Map<String, String> notices = new LinkedHashMap<>();
    if (node.find("notices").isPresent()) {
      for (Map.Entry<String, ConfigNode> notice : node.at("notices").map().entrySet()) {
        notices.put(notice.getKey(), notice.getValue().string());
      }
    }
    String language = string(node, "language", usual.language());
    if (!language.equals("zh") && !language.equals("en")) {
      throw node.at("language").refuse("\"" + language + "\" is not one of zh, en");
    }
    return new SiteSettings(
        schedule(node, "parcel", usual.parcel()),
        schedule(node, "meal", usual.meal()),
        seconds(node, "doorReminderSeconds", usual.doorReminder()),
        seconds(node, "doorAjarSeconds", usual.doorAjar()),
        seconds(node, "graceSeconds", usual.grace()),
        1_000
            * integer(
                node,
                "keepWarmCelsius",
                0,
                MAX_KEEP_WARM_CELSIUS,
                usual.keepWarmMilliCelsius() / 1_000),
        notices,
        language);
  }

  private static Schedule schedule(ConfigNode parent, String key, Schedule usual)
      throws SettingsException {
    if (parent.find(key).isEmpty()) {
      return usual;
    }
    ConfigNode node = parent.at(key).only("reminderMinutes", "overdueMinutes");
    List<Duration> reminders = new ArrayList<>();
    for (ConfigNode reminder : node.at("reminderMinutes").list()) {
      reminders.add(Duration.ofMinutes(reminder.integer(1, MAX_MINUTES)));
    }
    int overdue = node.at("overdueMinutes").integer(1, MAX_MINUTES);
    try {
      return new Schedule(reminders, Duration.ofMinutes(overdue));
    } catch (IllegalArgumentException e) {
      throw node.at("reminderMinutes").refuse("must ascend and come before overdueMinutes");
    }
  }

  private static List<Cabinet> cabinets(ConfigNode list, List<Site> sites)
      throws SettingsException {
    List<String> known = sites.stream().map(Site::id).toList();
    List<Cabinet> cabinets = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (ConfigNode node : list.list()) {
      node.only("id", "site", "name", "kind", "screen");
      String id = node.at("id").string();
      if (!Topic.isCabinetId(id)) {
        throw node.at("id").refuse("\"" + id + "\" is not 3 to 40 of a-z, 0-9 and inner hyphens");
      }
      if (!ids.add(id)) {
        throw node.at("id").refuse("\"" + id + "\" is there twice");
      }
      String site = node.at("site").string();
      if (!known.contains(site)) {
        throw node.at("site").refuse("\"" + site + "\" is not one of " + String.join(", ", known));
      }
      Kind kind = node.at("kind").choice(Kind.class, false);
      cabinets.add(
          new Cabinet(id, site, string(node, "name", id), kind, string(node, "screen", "")));
    }
    return cabinets;
  }

  private Path path(ConfigNode node) throws SettingsException {
    return folder.resolve(node.string()).normalize();
  }

  private static String string(ConfigNode node, String key, String usual) throws SettingsException {
    return node.find(key).isPresent() ? node.at(key).string() : usual;
  }

  private static int integer(ConfigNode node, String key, int min, int max, int usual)
      throws SettingsException {
    return node.find(key).isPresent() ? node.at(key).integer(min, max) : usual;
  }

  private static Duration seconds(ConfigNode node, String key, Duration usual)
      throws SettingsException {
    return Duration.ofSeconds(integer(node, key, 1, MAX_SECONDS, (int) usual.toSeconds()));
  }

  private static boolean flag(ConfigNode node, String key) throws SettingsException {
    return node.find(key).isPresent() && node.at(key).flag();
  }
}
