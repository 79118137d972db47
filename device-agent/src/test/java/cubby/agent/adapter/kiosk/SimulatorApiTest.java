package cubby.agent.adapter.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.agent.FakeCabinet;
import cubby.agent.TestProfile;
import cubby.hardware.sim.VirtualTimeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatorApiTest {
  private final TestPanel panel = new TestPanel();
  private KioskServer server;
  private Browser browser;

  @BeforeEach
  void screenStarts() throws IOException {
    KioskIdentity identity =
        new KioskIdentity("gate-1", "East gate", "http://g/c/gate-1", TestProfile.TWO_DOORS);
    server =
        KioskServer.start(
            0, identity, new FakeCabinet(), new VirtualTimeline(), () -> false, panel, () -> "");
    browser = new Browser(server.port());
  }

  @AfterEach
  void screenEnds() {
    browser.close();
    server.close();
  }

  @Test
  void theStateTellsThePhysicalTruth() throws Exception {
    assertEquals(
        """
        {"doors":[{"number":1,"latched":true,"open":false,"occupied":true,"litMillis":900,\
        "label":"meal"},{"number":2,"latched":false,"open":true,"occupied":false}],\
        "faults":[{"number":2,"kind":"STUCK_LATCH"}],\
        "faultKinds":["STUCK_LATCH","BROKEN_WIRE"],"network":true}\
        """,
        browser.get("/api/sim").body());
  }

  @Test
  void handsReachTheDoorsAndAreToldWhatCannotBeDone() throws Exception {
    assertEquals(200, browser.post("/api/sim/doors/2/put", "{}").statusCode());
    assertEquals(409, browser.post("/api/sim/doors/1/pull", "{}").statusCode());
    assertEquals(List.of("PUT 2", "PULL 1"), panel.done);
  }

  @Test
  void faultsAreSwitchedOnAndOff() throws Exception {
    assertEquals(
        200, browser.post("/api/sim/doors/1/faults/BROKEN_WIRE", "{\"on\":true}").statusCode());
    assertEquals(
        422, browser.post("/api/sim/doors/1/faults/BROKEN_WIRE", "{\"on\":\"x\"}").statusCode());
    assertEquals(
        404, browser.post("/api/sim/doors/1/faults/NO_SUCH", "{\"on\":true}").statusCode());
    assertEquals(List.of("BROKEN_WIRE 1 true"), panel.done);
  }

  @Test
  void theCableIsPulled() throws Exception {
    browser.post("/api/sim/network", "{\"connected\":false}");
    assertFalse(panel.view().network());
  }

  @Test
  void unknownDoorsAndHandsAreNotFound() throws Exception {
    for (String path : List.of("3/pull", "0/pull", "99999/pull", "1/kick", "x/pull")) {
      assertEquals(404, browser.post("/api/sim/doors/" + path, "{}").statusCode(), path);
    }
    assertEquals(405, browser.get("/api/sim/doors/2/pull").statusCode());
    assertEquals(List.of(), panel.done);
  }

  @Test
  void theLiveStreamHasItsOwnName() throws Exception {
    try (BufferedReader live =
        new BufferedReader(
            new InputStreamReader(browser.stream("/api/sim/live"), StandardCharsets.UTF_8))) {
      assertEquals("event: sim", live.readLine());
      assertTrue(live.readLine().startsWith("data: {\"doors\":["));
    }
  }
}
