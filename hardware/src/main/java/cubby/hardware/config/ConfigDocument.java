package cubby.hardware.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One YAML file with the line of every key. Exactly one document, whose top is a mapping; neither
 * anchors nor tags have a meaning here.
 */
public final class ConfigDocument {
  /** Larger files are refused: the longest configuration we know of has a tenth of it. */
  public static final int MAX_BYTES = 256 * 1024;

  private ConfigDocument() {}

  /**
   * Reads a file and refuses any key of its top mapping that is not allowed.
   *
   * @param allowedKeys see {@link ConfigNode#only}
   * @throws ConfigException where the file is missing, unreadable, not UTF-8, not YAML, too large
   *     or says something that is not allowed
   */
  public static ConfigNode read(Path file, String... allowedKeys) throws ConfigException {
    String name = file.toString();
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(name, 0, "", "is larger than " + MAX_BYTES + " bytes");
      }
      return parse(name, Files.readAllBytes(file), allowedKeys);
    } catch (NoSuchFileException e) {
      throw new ConfigException(name, 0, "", "there is no such file");
    } catch (IOException e) {
      throw new ConfigException(name, 0, "", "cannot be read: " + e);
    }
  }

  /**
   * The same for text that is already here.
   *
   * @param name stands for the file in messages
   */
  public static ConfigNode parse(String name, byte[] utf8, String... allowedKeys)
      throws ConfigException {
    try {
      if (utf8.length > MAX_BYTES) {
        throw new ConfigException(name, 0, "", "is larger than " + MAX_BYTES + " bytes");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      return new ConfigNode(name, "", single(name, text)).only(allowedKeys);
    } catch (CharacterCodingException e) {
      throw new ConfigException(name, 0, "", "is not UTF-8 text");
    }
  }

  private static Node single(String name, String text) throws ConfigException {
    LoadSettings settings = LoadSettings.builder().setLabel(name).setUseMarks(true).build();
    try {
      Iterator<Node> documents = new Compose(settings).composeAllFromString(text).iterator();
      if (!documents.hasNext()) {
        throw new ConfigException(name, 0, "", "is empty");
      }
      Node first = documents.next();
      if (documents.hasNext()) {
        int line = ConfigNode.lineOf(documents.next());
        throw new ConfigException(name, line, "", "a second document starts here; one is allowed");
      }
      return first;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new ConfigException(name, line, "", "is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new ConfigException(name, 0, "", "is not YAML: " + firstLine(e));
    } catch (IllegalArgumentException e) {
      // How the parser takes an escape of more than U+10FFFF.
      throw new ConfigException(name, 0, "", "is not YAML: an escape stands for no character");
    }
  }

  private static String firstLine(YamlEngineException e) {
    return e.toString().lines().findFirst().orElse("");
  }
}
