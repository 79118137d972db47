package cubby.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import cubby.hardware.config.ConfigException;
import cubby.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as agent.yaml, as the device's password and as the key of the code hashes. */
class SettingsFuzzTest {
  @TempDir static Path folder;

  static Stream<byte[]> files() {
    return Stream.of(
            """
            cabinet: gate-1
            name: East gate
            profile: parcel-16
            dataFolder: data
            gateway:
              mqttUri: "ssl://127.0.0.1:8883"
              secretFile: secret
              cabinetKeyFile: cabinet.key
              gatewayKeysFile: gateway.pub
              caFile: ca.pem
            kiosk: {port: 0, riderPageBase: "http://gateway.test/"}
            hardware: simulated
            log: json
            """,
            "cabinet: &a gate-1\nname: *a\n",
            "cabinet: gate-1\n---\ncabinet: gate-2\n",
            "{}")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest
  void aFileIsReadOrRefusedByName(byte[] bytes) throws IOException {
    Path file = written("agent.yaml", bytes);
    AgentSettings settings;
    try {
      settings = SettingsFile.read(file);
    } catch (ConfigException e) {
      String said = String.valueOf(e.getMessage());
      assertTrue(said.contains("agent.yaml"), said);
      assertFalse(said.contains("\n"), said);
      return;
    }
    assertTrue(Topic.isCabinetId(settings.cabinet()));
    assertTrue(settings.kiosk().port() >= 0 && settings.kiosk().port() <= 65_535);
    assertTrue(settings.riderPage().endsWith("/c/" + settings.cabinet()));
  }

  static Stream<byte[]> secrets() {
    return Stream.of("0123456789abcdef\n", "ab".repeat(32), "AB".repeat(32) + "\n", "short", "")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("secrets")
  @FuzzTest
  void aSecretIsReadOrRefusedAndNeverQuoted(byte[] bytes) throws IOException {
    Path file = written("secret", bytes);
    try {
      String secret = KeyFiles.secret(file);
      assertTrue(secret.length() >= 16 && secret.length() <= 200);
      assertEquals(1, secret.lines().count(), "one line");
    } catch (ConfigException e) {
      quotesNothing(e, bytes);
    }
    try {
      assertEquals(KeyFiles.CABINET_KEY_BYTES, KeyFiles.cabinetKey(file).length);
    } catch (ConfigException e) {
      quotesNothing(e, bytes);
    }
  }

  private static void quotesNothing(ConfigException e, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    assertFalse(text.length() > 30 && String.valueOf(e.getMessage()).contains(text));
  }

  private static Path written(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}
