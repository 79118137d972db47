package cubby.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process of its own. */
class AgentMainTest {
  @TempDir Path folder;

  @Test
  void asksToEndAreFollowedInGoodOrder() throws Exception {
    Path config = new Home(folder).write("agent.yaml", new Home(folder).yaml());
    Process process = start(config);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.contains("agent of gate-1 started")) {
        assertTrue(line.startsWith("{"), line);
        line = out.readLine();
      }
      assertTrue(line != null, "it never started");
      assertTrue(Files.exists(folder.resolve("data/journal.db-wal")));
      // SIGTERM; a JVM answers 128 + 15 after its hooks have run.
      process.destroy();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      assertEquals(143, process.exitValue());
      assertFalse(Files.exists(folder.resolve("data/journal.db-wal")), "the journal was closed");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aMistakeInTheFileIsOneLineAndNothingStarts() throws Exception {
    Home home = new Home(folder);
    Path config = home.write("agent.yaml", home.yaml().replace("simulated", "steam"));
    Process process = start(config);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(2, process.exitValue());
    assertEquals(config + ":13: hardware: \"steam\" is not one of simulated\n", said);
    assertFalse(Files.exists(folder.resolve("data")));
  }

  private static Process start(Path config) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AgentMain.class.getName(),
            "--config",
            config.toString())
        .redirectErrorStream(true)
        .start();
  }
}
