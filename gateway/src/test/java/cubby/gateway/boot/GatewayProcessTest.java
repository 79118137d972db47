package cubby.gateway.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cubby.gateway.app.Retention;
import cubby.gateway.domain.site.SiteSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The gateway starts with nothing set up, finds its data again, and keeps its mouth shut. */
@Timeout(60)
class GatewayProcessTest {
  @TempDir Path folder;

  @Test
  void aDemoStartsEmptyServesAndFindsItsDataAgain() throws Exception {
    String link;
    try (GatewayProcess gateway = GatewayProcess.start(settings(true, 0, 0))) {
      assertEquals(200, get(gateway, "/healthz").statusCode());
      assertTrue(get(gateway, "/api/v1/demo").body().contains("/c/parcel-1"));
      assertTrue(get(gateway, "/api/v1/cabinets/parcel-1").body().contains("\"connected\":false"));
      link = gateway.managerLink();
      EnrolmentFiles files = gateway.enrol("parcel-1");
      assertEquals(64, files.cabinetKey().length());
      assertTrue(files.gatewayPublicKeys().contains(" "));
      assertTrue(gateway.mqttPort() > 0);
    }
    try (GatewayProcess gateway = GatewayProcess.start(settings(true, 0, 0))) {
      HttpResponse<String> signedIn =
          post(
              gateway,
              "/api/v1/manager/sessions",
              "{\"token\":\"" + link.substring(link.indexOf('#') + 1) + "\"}");
      assertEquals(201, signedIn.statusCode());
    }
  }

  @Test
  void everyMeterIsDescribed() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(settings(true, 0, 0))) {
      assertEquals(200, get(gateway, "/healthz").statusCode());
      List<String> lines = get(gateway, "/metrics").body().lines().toList();
      assertTrue(lines.stream().anyMatch(l -> l.startsWith("cubby_http_requests_seconds_count")));
      assertTrue(lines.stream().anyMatch(l -> l.startsWith("cubby_mqtt_refusals_total")));
      assertTrue(lines.stream().anyMatch(l -> l.startsWith("cubby_store_commits")));
      for (String line : lines) {
        assertFalse(line.matches("# HELP \\S+ *"), line);
      }
    }
  }

  @Test
  void aTakenPortIsSaidByItsKey() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      PortTakenException http =
          assertThrows(
              PortTakenException.class, () -> GatewayProcess.start(settings(true, port, 0)));
      assertEquals("http.port", http.key());
      PortTakenException mqtt =
          assertThrows(
              PortTakenException.class, () -> GatewayProcess.start(settings(true, 0, port)));
      assertEquals("mqtt.port", mqtt.key());
      assertEquals(port, mqtt.port());
    }
    GatewayProcess.start(settings(true, 0, 0)).close();
  }

  @Test
  void theLogHoldsNoPhoneCodeTokenOrSecret() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.INFO);
    String token;
    String secret;
    String key;
    try (GatewayProcess gateway = GatewayProcess.start(settings(false, 0, 0))) {
      assertEquals(
          202, post(gateway, "/api/v1/sign-in/codes", "{\"phone\":\"13812345678\"}").statusCode());
      String link = gateway.managerLink();
      token = link.substring(link.indexOf('#') + 1);
      secret = gateway.enrol("parcel-1").secret();
      key = gateway.issuePartnerKey("Swift");
      assertEquals(404, get(gateway, "/api/v1/pickups/" + token).statusCode());
      assertEquals(404, get(gateway, "/api/v1/demo").statusCode());
    } finally {
      root.detachAppender(log);
      root.setLevel(before);
    }
    assertFalse(log.list.isEmpty());
    for (ILoggingEvent event : List.copyOf(log.list)) {
      String line = event.getFormattedMessage();
      for (String hidden : List.of("13812345678", token, secret, key)) {
        assertFalse(line.contains(hidden), line);
      }
      assertFalse(line.matches(".*\\b[0-9]{6}\\b.*"), "a code: " + line);
    }
  }

  private GatewaySettings settings(boolean demo, int httpPort, int mqttPort) {
    return new GatewaySettings(
        new GatewaySettings.Http(httpPort, "127.0.0.1", Optional.empty(), false),
        new GatewaySettings.Mqtt(mqttPort, "127.0.0.1", Optional.empty()),
        folder.resolve("data"),
        demo,
        GatewaySettings.LogFormat.TEXT,
        GatewaySettings.Messages.LOG,
        Retention.Kept.USUAL,
        List.of(new GatewaySettings.Site("east", "East", SiteSettings.defaults())),
        List.of(
            new GatewaySettings.Cabinet(
                "parcel-1", "east", "Gate", GatewaySettings.Kind.PARCEL, "")));
  }

  private static HttpResponse<String> get(GatewayProcess gateway, String path)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(gateway, path)));
  }

  private static HttpResponse<String> post(GatewayProcess gateway, String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(gateway, path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static URI uri(GatewayProcess gateway, String path) {
    return URI.create("http://127.0.0.1:" + gateway.httpPort() + path);
  }
}
