package cubby.hardware.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import cubby.hardware.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as the file that keeps a simulated cabinet. */
class SimulatedCabinetFileFuzzTest {
  @TempDir static Path folder;

  static Stream<byte[]> files() {
    return Stream.of(
            "doors:\n  - {number: 1, position: CLOSED, label: \"a \\\"pack\\\" \\U0001f4e6\"}\n",
            "doors:\n  - {number: 2, position: OPEN}\n",
            "doors: []\n")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest
  void whatIsReadIsKeptAsItWas(byte[] bytes) throws IOException, ConfigException {
    Path path = folder.resolve("cabinet.yaml");
    Files.write(path, bytes);
    SimulatedCabinetFile file = new SimulatedCabinetFile(path);
    List<SimulatedCabinetFile.Kept> kept;
    try {
      kept = file.read();
    } catch (ConfigException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("cabinet.yaml"));
      return;
    }
    file.write(kept);
    assertEquals(kept, file.read());
  }
}
