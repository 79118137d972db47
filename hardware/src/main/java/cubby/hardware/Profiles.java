package cubby.hardware;

import cubby.hardware.config.ConfigDocument;
import cubby.hardware.config.ConfigException;
import cubby.hardware.config.ConfigNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Where profiles come from: the ones that Cubby ships, or a file of the site's own. */
public final class Profiles {
  /** The names that {@link #load} knows. */
  public static final List<String> SHIPPED = List.of("parcel-16", "meal-12", "battery-8");

  private Profiles() {}

  /**
   * A shipped profile.
   *
   * @throws ConfigException where there is none of that name
   */
  public static CabinetProfile load(String name) throws ConfigException {
    String file = name + ".yaml";
    if (!SHIPPED.contains(name)) {
      throw new ConfigException(
          file, 0, "", "\"" + name + "\" is not one of " + String.join(", ", SHIPPED));
    }
    try (InputStream in = Profiles.class.getResourceAsStream("profiles/" + file)) {
      if (in == null) {
        throw new ConfigException(file, 0, "", "is missing from this build");
      }
      byte[] text = in.readNBytes(ConfigDocument.MAX_BYTES + 1);
      ConfigNode root = ConfigDocument.parse(file, text, ProfileReader.KEYS);
      CabinetProfile profile = ProfileReader.read(root);
      if (!profile.name().equals(name)) {
        throw root.at("name").refuse("\"" + profile.name() + "\" is not the file's name, " + name);
      }
      return profile;
    } catch (IOException e) {
      throw new ConfigException(file, 0, "", "cannot be read: " + e);
    }
  }

  /**
   * A profile from a file.
   *
   * @throws ConfigException where it cannot be read or says what no cabinet can be
   */
  public static CabinetProfile read(Path file) throws ConfigException {
    return ProfileReader.read(ConfigDocument.read(file, ProfileReader.KEYS));
  }
}
