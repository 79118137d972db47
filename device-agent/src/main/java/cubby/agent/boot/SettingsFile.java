package cubby.agent.boot;

import cubby.agent.boot.AgentSettings.Gateway;
import cubby.agent.boot.AgentSettings.Hardware;
import cubby.agent.boot.AgentSettings.Kiosk;
import cubby.agent.boot.AgentSettings.LogFormat;
import cubby.hardware.Profiles;
import cubby.hardware.config.ConfigDocument;
import cubby.hardware.config.ConfigException;
import cubby.hardware.config.ConfigNode;
import cubby.wire.Topic;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code agent.yaml}. Relative paths in it start at its own folder. */
public final class SettingsFile {
  private static final int DEFAULT_KIOSK_PORT = 8090;
  private static final int MAX_NAME = 60;

  private final Path folder;

  private SettingsFile(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws ConfigException naming file, line, key and what would be right
   */
  public static AgentSettings read(Path file) throws ConfigException {
    ConfigNode root =
        ConfigDocument.read(
            file,
            "cabinet",
            "name",
            "profile",
            "dataFolder",
            "gateway",
            "kiosk",
            "hardware",
            "log");
    Path parent = file.toAbsolutePath().getParent();
    return new SettingsFile(parent == null ? Path.of("/") : parent).settings(root);
  }

  private AgentSettings settings(ConfigNode root) throws ConfigException {
    String cabinet = cabinet(root.at("cabinet"));
    String name = root.string("name", cabinet);
    if (name.length() > MAX_NAME) {
      throw root.at("name").refuse("is longer than " + MAX_NAME + " characters");
    }
    return new AgentSettings(
        cabinet,
        name,
        profile(root.at("profile")),
        path(root.at("dataFolder")),
        gateway(
            root.map(
                "gateway", "mqttUri", "secretFile", "cabinetKeyFile", "gatewayKeysFile", "caFile")),
        kiosk(root.map("kiosk", "port", "riderPageBase")),
        choice(root, "hardware", Hardware.SIMULATED),
        choice(root, "log", LogFormat.TEXT));
  }

  private static String cabinet(ConfigNode node) throws ConfigException {
    String id = node.asString();
    if (!Topic.isCabinetId(id)) {
      throw node.refuse("\"" + id + "\" is not 3 to 40 of a-z, 0-9 and inner hyphens");
    }
    return id;
  }

  private String profile(ConfigNode node) throws ConfigException {
    String profile = node.asString();
    if (profile.endsWith(".yaml")) {
      return folder.resolve(profile).toString();
    }
    if (!Profiles.SHIPPED.contains(profile)) {
      throw node.refuse(
          "\"%s\" is not one of %s, nor a path that ends in .yaml"
              .formatted(profile, String.join(", ", Profiles.SHIPPED)));
    }
    return profile;
  }

  private Gateway gateway(ConfigNode node) throws ConfigException {
    ConfigNode uri = node.at("mqttUri");
    String mqttUri = address(uri, Set.of("tcp", "ssl"), true);
    boolean ownCa = node.has("caFile");
    if (ownCa && !mqttUri.startsWith("ssl://")) {
      throw node.at("caFile").refuse("makes sense only with an mqttUri of ssl://");
    }
    return new Gateway(
        mqttUri,
        path(node.at("secretFile")),
        path(node.at("cabinetKeyFile")),
        path(node.at("gatewayKeysFile")),
        ownCa ? path(node.at("caFile")) : null);
  }

  private static Kiosk kiosk(ConfigNode node) throws ConfigException {
    String base = address(node.at("riderPageBase"), Set.of("http", "https"), false);
    return new Kiosk(
        node.integer("port", 0, 65_535, DEFAULT_KIOSK_PORT),
        base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
  }

  private static String address(ConfigNode node, Set<String> schemes, boolean withPort)
      throws ConfigException {
    String text = node.asString();
    String wanted = String.join(" or ", schemes.stream().sorted().map(s -> s + "://host").toList());
    String refusal = "\"" + text + "\" is not " + wanted + (withPort ? ":port" : "");
    try {
      URI uri = new URI(text);
      boolean whole = uri.getHost() != null && uri.getScheme() != null;
      if (!whole || !schemes.contains(uri.getScheme()) || (withPort && uri.getPort() < 1)) {
        throw node.refuse(refusal);
      }
      return text;
    } catch (URISyntaxException e) {
      throw node.refuse(refusal);
    }
  }

  private Path path(ConfigNode node) throws ConfigException {
    return folder.resolve(node.asString()).normalize();
  }

  /** Words in the file are small; constants are not. */
  private static <E extends Enum<E>> E choice(ConfigNode root, String key, E fallback)
      throws ConfigException {
    if (!root.has(key)) {
      return fallback;
    }
    ConfigNode node = root.at(key);
    String text = node.asString();
    List<String> words = new ArrayList<>();
    for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
      String word = constant.name().toLowerCase(Locale.ROOT);
      if (word.equals(text)) {
        return constant;
      }
      words.add(word);
    }
    throw node.refuse("\"" + text + "\" is not one of " + String.join(", ", words));
  }
}
