package cubby.agent.adapter.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import cubby.agent.FakeCabinet;
import cubby.agent.TestProfile;
import cubby.hardware.sim.VirtualTimeline;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any request that the JDK's HTTP server lets through to the screen's routes. An input is method,
 * target, Host and Origin, a line each, then the content.
 */
class KioskFuzzTest {

  static Stream<byte[]> requests() {
    String mine = "\nlocalhost:8090\nhttp://localhost:8090\n";
    return Stream.of(
            "GET\n/api/kiosk" + mine,
            "GET\n/api/kiosk/qr.svg" + mine,
            "POST\n/api/kiosk/code" + mine + "{\"code\":\"48291376\"}",
            "POST\n/api/kiosk/code" + mine + "{\"code\":48291376}",
            "POST\n/api/kiosk/forgot" + mine + "{}",
            "POST\n/api/sim/doors/2/pull" + mine + "{}",
            "POST\n/api/sim/doors/999/put" + mine + "{}",
            "POST\n/api/sim/doors/1/faults/STUCK_LATCH" + mine + "{\"on\":true}",
            "POST\n/api/sim/network" + mine + "{\"connected\":false}",
            "GET\n/assets/../secret" + mine,
            "GET\n/assets/%2e%2e/x" + mine,
            "GET\n/metrics" + mine,
            "GET\n/" + mine,
            "PUT\n/\nevil.example\nhttp://evil.example\n{\"a\":[")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("requests")
  @FuzzTest
  void everyRequestIsAnsweredAndOnlyEightDigitsReachTheCabinet(byte[] input) throws IOException {
    String[] parts = new String(input, StandardCharsets.UTF_8).split("\n", 5);
    if (parts.length < 5 || parts[1].contains("/live")) {
      return;
    }
    URI target;
    try {
      target = new URI(parts[1]);
    } catch (URISyntaxException e) {
      // The JDK's server refuses these itself.
      return;
    }
    if (!(parts[2] + parts[3]).matches("[\\t\\x20-\\x7e\\xa0-\\xff]*")) {
      // No header that it lets through either.
      return;
    }
    FakeCabinet cabinet = new FakeCabinet();
    cabinet.answersCodesWith(cubby.agent.app.Cabinet.Answer.REFUSED, 0, 0);
    KioskIdentity identity =
        new KioskIdentity("gate-1", "East gate", "http://g.test/c/gate-1", TestProfile.TWO_DOORS);
    SimulatorApi simulator = new SimulatorApi(new TestPanel());
    Router router =
        new Router(
            new KioskApi(identity, cabinet, new VirtualTimeline(), () -> true),
            simulator,
            () -> "cubby_up 1.0\n");
    FakeExchange exchange = new FakeExchange(parts[0], target, parts[2], parts[3], parts[4]);
    router.handle(exchange);
    simulator.close();
    int status = exchange.getResponseCode();
    assertTrue(status >= 200 && status < 500, "answered " + status);
    assertTrue(cabinet.codes.stream().allMatch(code -> code.matches("[0-9]{8}")));
    if (!List.of("localhost", "127.0.0.1", "[::1]").contains(hostOf(parts[2]))) {
      assertEquals(421, status, "a foreign name");
      assertEquals(List.of(), cabinet.codes);
    }
  }

  private static String hostOf(String header) {
    return header.toLowerCase(java.util.Locale.ROOT).replaceFirst(":[0-9]{1,5}$", "");
  }
}
