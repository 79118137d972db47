package cubby.gateway.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import cubby.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as gateway.yaml. */
class SettingsFuzzTest {
  @TempDir static Path folder;

  static Stream<byte[]> files() {
    return Stream.of(
            """
            http: {port: 8081, bind: 127.0.0.1, publicUrl: "https://lockers.example/"}
            mqtt:
              port: 1884
              tls: {certificateFile: c.pem, privateKeyFile: k.pem, clientCaFile: a.pem}
            dataFolder: data
            demo: true
            log: json
            messages: print
            retention: {eventDays: 3}
            sites:
              - id: east
                settings:
                  meal: {reminderMinutes: [10, 20], overdueMinutes: 30}
                  notices: {en: Welcome}
                  keepWarmCelsius: 60
                  language: en
            cabinets:
              - {id: parcel-1, site: east, name: Gate, kind: PARCEL}
            """,
            "dataFolder: d\nsites: []\ncabinets: []\n",
            "a: &x [1]\nb: *x\n",
            "? [a]\n: b\n",
            "---\n...\n---\n")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest
  void aFileIsReadOrRefusedByName(byte[] bytes) throws IOException {
    Path file = folder.resolve("gateway.yaml");
    Files.write(file, bytes);
    GatewaySettings settings;
    try {
      settings = SettingsFile.read(file);
    } catch (SettingsException e) {
      String said = String.valueOf(e.getMessage());
      assertTrue(said.contains("gateway.yaml:"), said);
      assertFalse(said.contains("\n"), said);
      return;
    }
    assertTrue(settings.http().port() >= 0 && settings.http().port() <= 65_535);
    settings.cabinets().forEach(cabinet -> assertTrue(Topic.isCabinetId(cabinet.id())));
    long names = settings.cabinets().stream().map(GatewaySettings.Cabinet::id).distinct().count();
    assertEquals(settings.cabinets().size(), names, "every cabinet once");
  }
}
