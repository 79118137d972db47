package cubby.gateway.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** One value of a YAML file that knows its file, line and key, so that errors can name them. */
final class ConfigNode {
  private static final long MAX_FILE_BYTES = 1 << 20;

  private final String file;
  private final int line;
  private final String key;
  private final @Nullable String text;
  private final Map<String, ConfigNode> fields = new LinkedHashMap<>();
  private final List<ConfigNode> items = new ArrayList<>();
  private final Shape shape;

  private enum Shape {
    TEXT,
    MAP,
    LIST
  }

  private ConfigNode(String file, int line, String key, Shape shape, @Nullable String text) {
    this.file = file;
    this.line = line;
    this.key = key;
    this.shape = shape;
    this.text = text;
  }

  /** Reads a file whose top is a map. */
  static ConfigNode read(Path path) throws SettingsException {
    String name = String.valueOf(path.getFileName());
    String content;
    try {
      if (Files.size(path) > MAX_FILE_BYTES) {
        throw new SettingsException(name + ": is over 1 MiB");
      }
      content = Files.readString(path);
    } catch (IOException e) {
      throw new SettingsException(path + ": cannot be read: " + e.getClass().getSimpleName());
    }
    try (JsonParser parser = new YAMLFactory().createParser(content)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new SettingsException(name + ":1: must be a map of keys");
      }
      return value(parser, name, "");
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new SettingsException(
          name + ":" + line + ": is not YAML: " + firstLine(e.getOriginalMessage()));
    }
  }

  private static ConfigNode value(JsonParser parser, String file, String key)
      throws SettingsException {
    int line = Math.max(1, parser.currentTokenLocation().getLineNr());
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        ConfigNode map = new ConfigNode(file, line, key, Shape.MAP, null);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          int nameLine = Math.max(1, parser.currentTokenLocation().getLineNr());
          String child = key.isEmpty() ? name : key + "." + name;
          parser.nextToken();
          if (map.fields.put(name, value(parser, file, child)) != null) {
            throw new SettingsException(file + ":" + nameLine + ": " + child + ": is there twice");
          }
        }
        return map;
      }
      case START_ARRAY -> {
        ConfigNode list = new ConfigNode(file, line, key, Shape.LIST, null);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.items.add(value(parser, file, key + "[" + list.items.size() + "]"));
        }
        return list;
      }
      default -> {
        String text = parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getString();
        return new ConfigNode(file, line, key, Shape.TEXT, text);
      }
    }
  }

  /** An error at this value. */
  SettingsException refuse(String problem) {
    return new SettingsException(
        file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + problem);
  }

  /** Refuses keys other than these. */
  ConfigNode only(String... allowed) throws SettingsException {
    needs(Shape.MAP, "must be a map of keys");
    List<String> known = Arrays.asList(allowed);
    for (Map.Entry<String, ConfigNode> field : fields.entrySet()) {
      if (!known.contains(field.getKey())) {
        throw field.getValue().refuse("unknown key; allowed: " + String.join(", ", known));
      }
    }
    return this;
  }

  Optional<ConfigNode> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  ConfigNode at(String name) throws SettingsException {
    ConfigNode found = fields.get(name);
    if (found == null) {
      throw refuse("the key " + name + " is missing");
    }
    return found;
  }

  List<ConfigNode> list() throws SettingsException {
    needs(Shape.LIST, "must be a list");
    return items;
  }

  Map<String, ConfigNode> map() throws SettingsException {
    needs(Shape.MAP, "must be a map of keys");
    return fields;
  }

  String string() throws SettingsException {
    needs(Shape.TEXT, "must be one value");
    if (text == null || text.isBlank()) {
      throw refuse("must not be empty");
    }
    return text;
  }

  int integer(int min, int max) throws SettingsException {
    String value = string();
    String problem = "\"%s\" is not a whole number; allowed: %d to %d".formatted(value, min, max);
    try {
      int number = Integer.parseInt(value);
      if (number < min || number > max) {
        throw refuse(problem);
      }
      return number;
    } catch (NumberFormatException e) {
      throw refuse(problem);
    }
  }

  boolean flag() throws SettingsException {
    return switch (string()) {
      case "true" -> true;
      case "false" -> false;
      case String other -> throw refuse("\"" + other + "\" is not one of true, false");
    };
  }

  /**
   * @param lower whether the file writes the words in small letters
   */
  <E extends Enum<E>> E choice(Class<E> type, boolean lower) throws SettingsException {
    String value = string();
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String word = lower ? constant.name().toLowerCase(Locale.ROOT) : constant.name();
      if (word.equals(value)) {
        return constant;
      }
      words.add(word);
    }
    throw refuse("\"" + value + "\" is not one of " + String.join(", ", words));
  }

  private void needs(Shape needed, String problem) throws SettingsException {
    if (shape != needed) {
      throw refuse(problem);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
