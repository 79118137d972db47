package cubby.gateway.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cubby.gateway.app.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake in gateway.yaml is told with file, line, key and what would be right. */
class SettingsFileTest {
  private static final String GOOD =
      """
      http: {port: 8081, publicUrl: "https://lockers.example/"}
      mqtt:
        port: 0
      dataFolder: data
      demo: true
      log: json
      sites:
        - id: east
          name: East
          settings:
            meal: {reminderMinutes: [10, 20], overdueMinutes: 30}
            notices: {en: Welcome}
      cabinets:
        - {id: parcel-1, site: east, name: Gate, kind: PARCEL}
      """;

  @TempDir Path folder;

  @Test
  void aGoodFileIsReadWithItsDefaults() throws Exception {
    GatewaySettings settings = read(GOOD);
    assertEquals(8081, settings.http().port());
    assertEquals("https://lockers.example", settings.http().publicUrl().orElseThrow().toString());
    assertEquals(folder.resolve("data"), settings.dataFolder());
    assertEquals(GatewaySettings.LogFormat.JSON, settings.log());
    assertEquals(Duration.ofMinutes(30), settings.sites().getFirst().settings().meal().overdue());
    assertEquals(Duration.ofHours(72), settings.sites().getFirst().settings().parcel().overdue());
    assertEquals(GatewaySettings.Kind.PARCEL, settings.cabinets().getFirst().kind());
  }

  @Test
  void mistakesAreNamed() {
    assertRefused(
        "kind: PARCEL",
        "kind: boat",
        "gateway.yaml:14: cabinets[0].kind: \"boat\" is not one of PARCEL, MEAL, BATTERY");
    assertRefused(
        "site: east,",
        "site: west,",
        "gateway.yaml:14: cabinets[0].site: \"west\" is not one of east");
    assertRefused(
        "port: 0",
        "port: 70000",
        "gateway.yaml:3: mqtt.port: \"70000\" is not a whole number; allowed: 0 to 65535");
    assertRefused("log: json", "log: xml", "gateway.yaml:6: log: \"xml\" is not one of text, json");
    assertRefused("demo: true", "demo: 1", "gateway.yaml:5: demo: \"1\" is not one of true, false");
    assertRefused(
        "demo: true",
        "demos: true",
        "gateway.yaml:5: demos: unknown key; allowed: http, mqtt, dataFolder, demo, log, messages,"
            + " retention, sites, cabinets");
    assertRefused(
        "[10, 20]",
        "[20, 10]",
        "gateway.yaml:11: sites[0].settings.meal.reminderMinutes: must ascend and come before"
            + " overdueMinutes");
    assertRefused(
        "id: parcel-1",
        "id: Parcel_1",
        "gateway.yaml:14: cabinets[0].id: \"Parcel_1\" is not 3 to 40 of a-z, 0-9 and inner"
            + " hyphens");
  }

  @Test
  void whatIsKeptForHowLongCanBeSaid() throws Exception {
    assertEquals(Retention.Kept.USUAL, read(GOOD).kept());
    String some = GOOD.replace("log: json", "retention: {eventDays: 7, messageDays: 2}");
    assertEquals(
        new Retention.Kept(Duration.ofDays(7), Duration.ofDays(2), Duration.ofDays(30)),
        read(some).kept());
    assertRefused(
        "log: json",
        "retention: {eventDays: 0}",
        "gateway.yaml:6: retention.eventDays: \"0\" is not a whole number; allowed: 1 to 3650");
  }

  @Test
  void whatIsMissingTwiceOrNoYamlIsNamed() {
    assertRefused("dataFolder: data\n", "", "gateway.yaml:1: : the key dataFolder is missing");
    for (String broken : List.of("demo: true\ndemo: true", "demo: [")) {
      String told = refusal(GOOD.replace("demo: true", broken));
      assertEquals("gateway.yaml:", told.substring(0, 13), told);
    }
    assertEquals("gateway.yaml:1: must be a map of keys", refusal("[]"));
  }

  private void assertRefused(String good, String bad, String told) {
    assertEquals(told.replace(": : ", ": "), refusal(GOOD.replace(good, bad)));
  }

  private String refusal(String yaml) {
    return String.valueOf(assertThrows(SettingsException.class, () -> read(yaml)).getMessage());
  }

  private GatewaySettings read(String yaml) throws SettingsException, IOException {
    Path file = folder.resolve("gateway.yaml");
    Files.writeString(file, yaml);
    return SettingsFile.read(file);
  }
}
