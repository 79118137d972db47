package cubby.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cubby.hardware.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void aHome() throws Exception {
    home = new Home(folder);
  }

  @Test
  void aWholeFileIsReadWithPathsFromItsOwnFolder() throws Exception {
    AgentSettings settings = SettingsFile.read(home.write("agent.yaml", home.yaml()));
    assertEquals("gate-1", settings.cabinet());
    assertEquals("East gate", settings.name());
    assertEquals(folder.resolve("data"), settings.dataFolder());
    assertEquals(folder.resolve("secret"), settings.gateway().secretFile());
    assertEquals("http://gateway.test/c/gate-1", settings.riderPage());
    assertEquals(AgentSettings.LogFormat.JSON, settings.log());
  }

  @Test
  void aMistakeNamesFileLineKeyAndWhatIsAllowed() throws IOException {
    refused("cabinet: gate-1", "cabinet: Gate_1", ":1: cabinet: \"Gate_1\" is not 3 to 40 of a-z");
    refused(
        "profile: parcel-16",
        "profile: boat",
        ":3: profile: \"boat\" is not one of parcel-16, meal-12, battery-8");
    refused(
        "tcp://127.0.0.1:1",
        "http://127.0.0.1:1",
        ":6: gateway.mqttUri: \"http://127.0.0.1:1\" is not ssl://host or tcp://host:port");
    refused("tcp://127.0.0.1:1", "tcp://127.0.0.1", ":6: gateway.mqttUri: ");
    refused("port: 0", "port: 65536", ":11: kiosk.port: \"65536\" is not a whole number from 0");
    refused("log: json", "log: xml", ":14: log: \"xml\" is not one of text, json");
    refused(
        "hardware: simulated",
        "hardware: steam",
        ":13: hardware: \"steam\" is not one of simulated");
    refused("  secretFile: secret\n", "", "gateway.secretFile: is missing");
    refused("log: json", "lag: json", ":14: lag: unknown key, is not one of cabinet, name,");
    refused(
        "secretFile: secret",
        "caFile: ca.pem\n  secretFile: secret",
        ":7: gateway.caFile: makes sense only with an mqttUri of ssl://");
  }

  @Test
  void aMissingFileIsSaidSo() {
    ConfigException refusal =
        assertThrows(
            ConfigException.class, () -> SettingsFile.read(folder.resolve("nothing.yaml")));
    assertEquals(folder.resolve("nothing.yaml") + ": there is no such file", refusal.getMessage());
  }

  @Test
  void aKeyFileThatMakesNoSenseIsNamedAndNeverQuoted() throws IOException {
    Path file = home.write("bad", "0123-not-hex");
    assertEquals(
        file + ": is not 64 hexadecimal digits",
        assertThrows(ConfigException.class, () -> KeyFiles.cabinetKey(file)).getMessage());
    assertEquals(
        file + ": is not one line of 16 to 200 characters",
        assertThrows(ConfigException.class, () -> KeyFiles.secret(file)).getMessage());
    assertEquals(
        file + ": line 1 is not: keyId base64",
        assertThrows(ConfigException.class, () -> KeyFiles.gatewayKeys(file)).getMessage());
  }

  private void refused(String right, String wrong, String message) throws IOException {
    Path file = home.write("agent.yaml", home.yaml().replace(right, wrong));
    ConfigException refusal = assertThrows(ConfigException.class, () -> SettingsFile.read(file));
    String said = String.valueOf(refusal.getMessage());
    if (!said.startsWith(file.toString()) || !said.contains(message)) {
      assertEquals(file + message, said);
    }
  }
}
