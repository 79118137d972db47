package cubby.hardware.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ConfigDocumentTest {
  private enum Kind {
    PARCEL,
    MEAL,
    BATTERY
  }

  private static ConfigNode parse(String text, String... keys) throws ConfigException {
    return ConfigDocument.parse("gateway.yaml", text.getBytes(StandardCharsets.UTF_8), keys);
  }

  private static void assertRefused(String message, Executable reading) {
    assertEquals(message, assertThrows(ConfigException.class, reading).getMessage());
  }

  @Test
  void everyKindOfValueIsRead() throws ConfigException {
    ConfigNode root =
        parse(
            """
            name: "Gate 3, east"
            port: 1883
            demo: true
            kind: MEAL
            doors: [4, 7]
            mqtt:
              uri: tcp://localhost
            """,
            "name",
            "port",
            "demo",
            "kind",
            "doors",
            "mqtt",
            "bind");
    assertEquals("Gate 3, east", root.string("name"));
    assertEquals(1883, root.integer("port", 1, 65_535));
    assertTrue(root.bool("demo"));
    assertEquals(Kind.MEAL, root.choice("kind", Kind.class));
    List<ConfigNode> doors = root.list("doors", 1, 9);
    assertEquals(7, doors.get(1).asInteger(1, 16));
    assertEquals("doors[1]", doors.get(1).path());
    assertEquals("tcp://localhost", root.map("mqtt", "uri").string("uri"));
    assertFalse(root.has("bind"));
    assertEquals("127.0.0.1", root.string("bind", "127.0.0.1"));
    assertTrue(root.find("bind").isEmpty());
  }

  @Test
  void aWrongChoiceNamesFileLineKeyAndTheAllowedValues() throws ConfigException {
    ConfigNode root = parse("sites:\n  - settings:\n      kind: boat\n", "sites");
    ConfigNode settings =
        root.list("sites", 1, 9).getFirst().only("settings").map("settings", "kind");
    assertRefused(
        "gateway.yaml:3: sites[0].settings.kind: \"boat\" is not one of PARCEL, MEAL, BATTERY",
        () -> settings.choice("kind", Kind.class));
  }

  @Test
  void anUnknownKeyIsRefusedWithTheKnownOnes() {
    assertRefused(
        "gateway.yaml:2: prot: unknown key, is not one of name, port",
        () -> parse("name: a\nprot: 3\n", "name", "port"));
  }

  @Test
  void aMissingARepeatedAndAnEmptyKeyAreRefused() throws ConfigException {
    ConfigNode root = parse("http:\n  port: 1\nname:\n", "http", "name");
    assertRefused(
        "gateway.yaml:2: http.bind: is missing",
        () -> root.map("http", "port", "bind").string("bind"));
    assertRefused(
        "gateway.yaml:3: name: has no value, is not a text", () -> root.string("name", "x"));
    assertRefused(
        "gateway.yaml:2: port: stands here a second time",
        () -> parse("port: 1\nport: 2\n", "port"));
  }

  @Test
  void numbersOutsideTheirRangeAndOtherTextAreRefused() throws ConfigException {
    for (String wrong : List.of("0", "65536", "80.5", "0x50", "eighty", "99999999999999999999")) {
      ConfigNode root = parse("port: " + wrong, "port");
      assertRefused(
          "gateway.yaml:1: port: \"" + wrong + "\" is not a whole number from 1 to 65535",
          () -> root.integer("port", 1, 65_535));
    }
  }

  @Test
  void aListOfTheWrongLengthAndAValueOfTheWrongShapeAreRefused() throws ConfigException {
    ConfigNode root = parse("doors: []\nname: [a]\nmqtt: 3\ndemo: yes\n", keys());
    assertRefused(
        "gateway.yaml:1: doors: has 0 entries, not 1 to 9", () -> root.list("doors", 1, 9));
    assertRefused("gateway.yaml:2: name: is not a text", () -> root.string("name"));
    assertRefused(
        "gateway.yaml:3: mqtt: is not a mapping of keys to values", () -> root.map("mqtt"));
    assertRefused(
        "gateway.yaml:4: demo: \"yes\" is not one of true, false", () -> root.bool("demo"));
  }

  private static String[] keys() {
    return new String[] {"doors", "name", "mqtt", "demo"};
  }

  @Test
  void whatIsNotOnePlainYamlMappingIsRefused() {
    assertRefused("gateway.yaml: is empty", () -> parse("# nothing\n"));
    assertRefused(
        "gateway.yaml:1: is not a mapping of keys to values", () -> parse("- a\n", "name"));
    assertRefused(
        "gateway.yaml:3: a second document starts here; one is allowed",
        () -> parse("a: 1\n---\nb: 2\n", "a"));
    assertRefused(
        "gateway.yaml:1: a: anchors and aliases are not allowed",
        () -> parse("a: &x 1\nb: *x\n", "a", "b").at("a"));
    ConfigException broken =
        assertThrows(ConfigException.class, () -> parse("a: [1,\nb: }\n", "a"));
    assertEquals(2, broken.line());
    assertTrue(broken.toString().contains(": gateway.yaml:2: is not YAML: "), broken::toString);
  }

  @Test
  void aFileThatIsNotThereOrNotTextIsRefused() {
    assertRefused(
        "no-such.yaml: there is no such file", () -> ConfigDocument.read(Path.of("no-such.yaml")));
    assertRefused(
        "x.yaml: is not UTF-8 text",
        () -> ConfigDocument.parse("x.yaml", new byte[] {(byte) 0xff, 'a'}));
    assertRefused(
        "x.yaml: is larger than 262144 bytes",
        () -> ConfigDocument.parse("x.yaml", new byte[ConfigDocument.MAX_BYTES + 1]));
  }
}
