package cubby.world.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.world.site.Ports;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Two demos on one machine, and other servers beside them. */
class DemoPortsTest {

  @Test
  void aTakenPortIsOneLineThatNamesTheWayOut() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      String line = DemoPorts.taken(options(other.getLocalPort(), Ports.free(), 0)).orElseThrow();
      String start = "port " + other.getLocalPort() + " is taken: try ./cubby demo --port ";
      assertTrue(line.startsWith(start), line);
      assertTrue(Ports.isFree(Integer.parseInt(line.substring(start.length()))), line);
      assertTrue(
          DemoPorts.taken(options(Ports.free(), other.getLocalPort(), 0))
              .orElseThrow()
              .contains("--mqtt-port"));
    }
  }

  @Test
  void freePortsAreNoError() {
    assertFalse(DemoPorts.taken(options(Ports.free(), Ports.free(), 0)).isPresent());
  }

  @Test
  void screensStepAsideForWhoeverIsThereAlready() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      int taken = other.getLocalPort();
      DemoPorts ports = DemoPorts.choose(options(taken + 1, taken + 2, taken), 3);
      assertEquals(3, ports.screens().stream().distinct().count());
      assertTrue(ports.screens().stream().allMatch(port -> port > taken + 2), "" + ports);
    }
  }

  private static DemoOptions options(int port, int mqttPort, int screenPort) {
    return new DemoOptions(port, mqttPort, screenPort, Path.of("data"), "http://localhost:1");
  }
}
