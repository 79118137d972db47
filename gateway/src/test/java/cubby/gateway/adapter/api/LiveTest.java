package cubby.gateway.adapter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.adapter.http.HttpSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages follow a deposit by server-sent events. */
@Timeout(30)
class LiveTest {
  private static final String LIVE = "/api/v1/pickups/" + FakeDesk.TOKEN + "/live";

  @TempDir Path folder;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    gateway = new TestGateway(folder, true, LiveTest::quickPings);
  }

  private static HttpSettings quickPings(HttpSettings s) {
    return new HttpSettings(
        s.bind(),
        s.port(),
        s.behindProxy(),
        s.secure(),
        s.maxConnections(),
        s.requestTimeout(),
        s.idleTimeout(),
        s.answerTimeout(),
        Duration.ofMillis(100),
        s.streamTimeout());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void theFirstEventComesAtOnceAndEachChangeBringsTheNext() throws Exception {
    String rider = gateway.signInRider("13812345678");
    HttpResponse<InputStream> stream = open("/api/v1/deposits/d1/live", "Cookie", rider);
    assertEquals("text/event-stream", stream.headers().firstValue("Content-Type").orElse(""));
    BufferedReader lines = lines(stream);
    assertEquals("event: deposit", next(lines));
    assertTrue(next(lines).contains("\"state\":\"OPENING\""));
    gateway.desk.becomes("STORED");
    assertEquals("event: deposit", next(lines));
    assertTrue(next(lines).contains("\"state\":\"STORED\""));
    stream.body().close();
    until(() -> gateway.desk.watching() == 0);
    assertEquals(0, gateway.api.openStreams());
  }

  @Test
  void aQuietStreamIsPinged() throws Exception {
    try (InputStream body = open(LIVE).body()) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
      String line = lines.readLine();
      while (!": ping".equals(line)) {
        line = lines.readLine();
      }
      assertEquals("", lines.readLine());
    }
  }

  @Test
  void watchersOfOneDepositAreLimited() throws Exception {
    List<InputStream> open = new ArrayList<>();
    for (int i = 0; i < LiveViews.MAX_PER_DEPOSIT; i++) {
      HttpResponse<InputStream> stream = open(LIVE);
      next(lines(stream));
      open.add(stream.body());
    }
    HttpResponse<InputStream> refused = open(LIVE);
    assertEquals(503, refused.statusCode());
    for (InputStream body : open) {
      body.close();
    }
    until(() -> gateway.api.openStreams() == 0);
    try (InputStream again = open(LIVE).body()) {
      assertTrue(again.read() >= 0);
    }
  }

  @Test
  void closingTheGatewayEndsStreams() throws Exception {
    BufferedReader lines = lines(open(LIVE));
    next(lines);
    gateway.server.close();
    try {
      while (lines.readLine() != null) {
        // Whatever was still under way.
      }
    } catch (IOException e) {
      assertTrue(String.valueOf(e.getMessage()).length() > 0);
    }
    until(() -> gateway.desk.watching() == 0);
  }

  private HttpResponse<InputStream> open(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(gateway.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return gateway.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(HttpResponse<InputStream> stream) {
    return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
  }

  /** The next line that is neither empty nor a ping. */
  private static String next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && (line.isEmpty() || line.startsWith(":"))) {
      line = lines.readLine();
    }
    return String.valueOf(line);
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "did not come true in time");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
