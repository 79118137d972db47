package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import cubby.gateway.app.port.CabinetLink.Sent;
import cubby.wire.Topic;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Debian's mosquitto_pub and mosquitto_sub play the device, as an engineer on site would. */
final class MosquittoTest {

  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void mosquittoPubPublishesAnUplink() throws IOException, InterruptedException {
    Process pub = run("mosquitto_pub", "-q", "1", "-t", "cab/cab-1/up/hello", "-m", "hi");
    assertEquals(0, exitCode(pub), () -> outputOf(pub));
    scene.awaitTold("cab-1 disconnected");
    assertEquals(List.of("cab-1 connected", "cab-1 HELLO hi", "cab-1 disconnected"), scene.told());
  }

  @Test
  void mosquittoSubReceivesADownlink() throws IOException, InterruptedException {
    Process sub = run("mosquitto_sub", "-q", "1", "-C", "1", "-t", "cab/cab-1/down/actions");
    scene.awaitTold("cab-1 connected");
    while (scene.send("cab-1", Topic.ACTIONS, "open 7") != Sent.HANDED_OVER) {
      assertTrue(!sub.waitFor(10, TimeUnit.MILLISECONDS), () -> outputOf(sub));
    }
    assertEquals(0, exitCode(sub), () -> outputOf(sub));
    assertEquals("open 7\n", outputOf(sub));
  }

  @Test
  void mosquittoSubIsToldThatWildcardsAreDenied() throws IOException, InterruptedException {
    Process sub = run("mosquitto_sub", "-W", "10", "-t", "cab/+/down/actions");
    assertNotEquals(27, exitCode(sub), "waited for messages");
    assertEquals(1, scene.refused(MqttRefusal.FOREIGN_SUBSCRIPTION));
  }

  @Test
  void mosquittoPubIsToldThatItsSecretIsWrong() throws IOException, InterruptedException {
    Process pub = run("mosquitto_pub", "-P", "guess", "-t", "cab/cab-1/up/hello", "-m", "hi");
    assertEquals(4, exitCode(pub), () -> outputOf(pub));
    assertEquals(1, scene.refused(MqttRefusal.BAD_CREDENTIALS));
  }

  private Process run(String binary, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(onPath(binary).toString());
    command.addAll(List.of("-h", "127.0.0.1", "-p", String.valueOf(scene.endpoint.port())));
    command.addAll(List.of("-V", "mqttv311", "-k", "30", "-i", "cab-1", "-u", "cab-1"));
    command.addAll(List.of("-P", Scene.secretOf("cab-1")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static Path onPath(String binary) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, binary);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return fail(
        binary
            + " is not on the PATH: install mosquitto-clients, or run the tests by ./cubby test");
  }

  private static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      fail("does not end: " + process.info());
    }
    return process.exitValue();
  }

  private static String outputOf(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "no output: " + e;
    }
  }
}
