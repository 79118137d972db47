package cubby.hardware.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of a configuration: a mapping, a list or a scalar, with its place in the file. Not for
 * use by several threads.
 *
 * <p>Methods that take a key read from a mapping; {@link #only} has to come first. A key that is
 * asked for without having been allowed is a bug and throws {@link IllegalArgumentException}.
 * Methods with a fallback return it where the key is absent; a key without a value is refused.
 */
public final class ConfigNode {
  /** Longer strings are refused. */
  public static final int MAX_STRING = 1_000;

  private static final int MAX_QUOTED = 60;
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

  private final String file;
  private final String path;
  private final Node node;
  private Set<String> allowed = Set.of();
  private Map<String, Node> children = Map.of();

  ConfigNode(String file, String path, Node node) throws ConfigException {
    this.file = file;
    this.path = path;
    this.node = node;
    if (node.getAnchor().isPresent()) {
      throw refuse("anchors and aliases are not allowed");
    }
  }

  /** The full path of this value, e.g. {@code sites[0].kind}; empty for the document. */
  public String path() {
    return path;
  }

  /** 1-based. */
  public int line() {
    return lineOf(node);
  }

  /** The refusal of this value, to be thrown by whoever finds that it makes no sense. */
  public ConfigException refuse(String problem) {
    return new ConfigException(file, line(), path, problem);
  }

  /**
   * Takes this value as a mapping in which nothing but these keys may stand.
   *
   * @return this
   * @throws ConfigException where it is no mapping, or has an unknown or a repeated key
   */
  public ConfigNode only(String... allowedKeys) throws ConfigException {
    allowed = new LinkedHashSet<>(Arrays.asList(allowedKeys));
    children = new LinkedHashMap<>();
    for (NodeTuple entry : tuples()) {
      String key = keyOf(entry);
      int line = lineOf(entry.getKeyNode());
      if (!allowed.contains(key)) {
        throw new ConfigException(
            file, line, childPath(key), "unknown key, is not one of " + String.join(", ", allowed));
      }
      if (children.put(key, entry.getValueNode()) != null) {
        throw new ConfigException(file, line, childPath(key), "stands here a second time");
      }
    }
    return this;
  }

  /**
   * Takes this value as a mapping whose keys are names that the writer chose.
   *
   * @return in the order of the file
   */
  public Map<String, ConfigNode> entries() throws ConfigException {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (NodeTuple entry : tuples()) {
      String key = keyOf(entry);
      ConfigNode value = new ConfigNode(file, childPath(key), entry.getValueNode());
      if (entries.put(key, value) != null) {
        int line = lineOf(entry.getKeyNode());
        throw new ConfigException(file, line, childPath(key), "stands here a second time");
      }
    }
    return entries;
  }

  /** Whether the key stands in this mapping. */
  public boolean has(String key) {
    return child(key) != null;
  }

  /**
   * The value of a key.
   *
   * @throws ConfigException where the key is missing
   */
  public ConfigNode at(String key) throws ConfigException {
    Node child = child(key);
    if (child == null) {
      throw new ConfigException(file, line(), childPath(key), "is missing");
    }
    return new ConfigNode(file, childPath(key), child);
  }

  /** The value of a key, or nothing where it is absent. */
  public Optional<ConfigNode> find(String key) throws ConfigException {
    return has(key) ? Optional.of(at(key)) : Optional.empty();
  }

  /** A mapping below this one, with its own allowed keys. */
  public ConfigNode map(String key, String... allowedKeys) throws ConfigException {
    return at(key).only(allowedKeys);
  }

  /** The list at a key; its length must be within the limits, both included. */
  public List<ConfigNode> list(String key, int min, int max) throws ConfigException {
    return at(key).asList(min, max);
  }

  /** The text at a key. */
  public String string(String key) throws ConfigException {
    return at(key).asString();
  }

  /** The text at a key, or the fallback. */
  public String string(String key, String fallback) throws ConfigException {
    return has(key) ? string(key) : fallback;
  }

  /** The whole number at a key. */
  public int integer(String key, int min, int max) throws ConfigException {
    return at(key).asInteger(min, max);
  }

  /** The whole number at a key, or the fallback. */
  public int integer(String key, int min, int max, int fallback) throws ConfigException {
    return has(key) ? integer(key, min, max) : fallback;
  }

  /** Yes or no at a key, written {@code true} or {@code false}. */
  public boolean bool(String key) throws ConfigException {
    return at(key).asBool();
  }

  /** Yes or no at a key, or the fallback. */
  public boolean bool(String key, boolean fallback) throws ConfigException {
    return has(key) ? bool(key) : fallback;
  }

  /** The constant of an enumeration at a key, written exactly as its name. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) throws ConfigException {
    return at(key).asChoice(type);
  }

  /** The constant of an enumeration at a key, or the fallback. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback)
      throws ConfigException {
    return has(key) ? choice(key, type) : fallback;
  }

  /** This value as text of 1 to {@link #MAX_STRING} characters. */
  public String asString() throws ConfigException {
    String text = scalar("a text");
    if (text.isBlank()) {
      throw refuse("is empty");
    }
    if (text.length() > MAX_STRING) {
      throw refuse("is longer than " + MAX_STRING + " characters");
    }
    return text;
  }

  /** This value as a whole number within the limits, both included. */
  public int asInteger(int min, int max) throws ConfigException {
    String text = scalar("a whole number from " + min + " to " + max);
    if (INTEGER.matcher(text).matches()) {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return (int) value;
      }
    }
    throw refuse(quote(text) + " is not a whole number from " + min + " to " + max);
  }

  /** This value as {@code true} or {@code false}. */
  public boolean asBool() throws ConfigException {
    String text = scalar("true or false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refuse(quote(text) + " is not one of true, false");
    };
  }

  /** This value as a constant of an enumeration, written exactly as its name. */
  public <E extends Enum<E>> E asChoice(Class<E> type) throws ConfigException {
    List<String> names = new ArrayList<>();
    String text = scalar("one of " + Arrays.toString(type.getEnumConstants()));
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
      names.add(constant.name());
    }
    throw refuse(quote(text) + " is not one of " + String.join(", ", names));
  }

  /** This value as a list whose length is within the limits, both included. */
  public List<ConfigNode> asList(int min, int max) throws ConfigException {
    if (!(node instanceof SequenceNode sequence)) {
      throw refuse("is not a list");
    }
    List<ConfigNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new ConfigNode(file, path + "[" + items.size() + "]", item));
    }
    if (items.size() < min || items.size() > max) {
      throw refuse("has " + items.size() + " entries, not " + min + " to " + max);
    }
    return List.copyOf(items);
  }

  static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private String scalar(String wanted) throws ConfigException {
    if (!(node instanceof ScalarNode scalar)) {
      throw refuse("is not " + wanted);
    }
    if (scalar.getTag().equals(Tag.NULL)) {
      throw refuse("has no value, is not " + wanted);
    }
    return scalar.getValue();
  }

  private List<NodeTuple> tuples() throws ConfigException {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    throw refuse("is not a mapping of keys to values");
  }

  private String keyOf(NodeTuple entry) throws ConfigException {
    if (entry.getKeyNode() instanceof ScalarNode key) {
      return key.getValue();
    }
    throw new ConfigException(file, lineOf(entry.getKeyNode()), path, "a key is not a plain word");
  }

  private @Nullable Node child(String key) {
    if (!allowed.contains(key)) {
      throw new IllegalArgumentException("key " + key + " was never allowed at " + path);
    }
    return children.get(key);
  }

  private String childPath(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String quote(String text) {
    String shown = text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text;
    return "\"" + shown + "\"";
  }
}
