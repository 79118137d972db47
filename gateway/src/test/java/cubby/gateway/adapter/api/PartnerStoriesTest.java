package cubby.gateway.adapter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import cubby.gateway.adapter.api.TestGateway.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivery platform reserves, deposits, and is told what happens. */
class PartnerStoriesTest {
  private static final String RESERVE =
      "{\"cabinet\":\"east-1\",\"size\":\"S\",\"externalId\":\"x-1\","
          + "\"recipientPhone\":\"13900000000\",\"consent\":true}";

  @TempDir Path folder;
  private TestGateway gateway;
  private HttpServer partner;
  private String key;
  private volatile int answer = 204;
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    gateway = TestGateway.start(folder);
    key = gateway.partnerKey();
    partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    partner.createContext(
        "/hook",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          signatures.add(exchange.getRequestHeaders().getFirst("webhook-signature"));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    partner.start();
  }

  @AfterEach
  void stop() {
    partner.stop(0);
    gateway.close();
  }

  @Test
  void aReservationBecomesADeposit() {
    assertEquals(201, post("/api/v1/partner/reservations", RESERVE).status());
    Answer deposit = post("/api/v1/partner/reservations/v1/deposit", "{}");
    assertEquals("d1", deposit.json().path("id").stringValue());
    assertEquals(404, post("/api/v1/partner/reservations/v2/deposit", "{}").status());
    String path = "/api/v1/partner/deposits/d1";
    assertEquals(200, gateway.get(path, "Authorization", "Bearer " + key).status());
    assertEquals(422, post("/api/v1/partner/reservations", "{}").status());
  }

  @Test
  void withoutAKeyNothingIsDone() {
    for (String header : List.of("Bearer wrong", "Basic " + key, "Bearer ")) {
      Answer refused =
          gateway.post("/api/v1/partner/reservations", RESERVE, "Authorization", header);
      assertEquals("/problems/key-needed", refused.problem());
      assertEquals("Bearer", refused.header("WWW-Authenticate"));
    }
  }

  @Test
  void aWebhookIsRegisteredShownWithoutItsSecretAndRemoved() {
    Answer made = register("[\"deposit.stored\"]");
    assertEquals(201, made.status());
    assertTrue(made.json().path("secret").stringValue().startsWith("whsec_"));
    Answer list = gateway.get("/api/v1/partner/webhooks", "Authorization", "Bearer " + key);
    assertEquals(1, list.json().path("webhooks").size());
    assertFalse(list.http().body().contains("whsec_"));
    assertEquals(422, register("[\"deposit.eaten\"]").status());
    assertEquals(422, register("[]").status());
    assertEquals(422, register("[null]").status());
    String one = "/api/v1/partner/webhooks/" + made.json().path("id").stringValue();
    assertEquals(204, gateway.call("DELETE", one, null, "Authorization", "Bearer " + key).status());
    assertEquals(404, gateway.call("DELETE", one, null, "Authorization", "Bearer " + key).status());
  }

  @Test
  void anEventIsDeliveredOnceSignedWithItsId() {
    register("[\"deposit.stored\"]");
    tell("e1", "deposit.stored");
    tell("e2", "deposit.failed");
    tick();
    tick();
    assertEquals(List.of("e1"), ids);
    assertEquals(
        List.of(
            "{\"type\":\"deposit.stored\",\"timestamp\":\"2026-11-23T08:00:00Z\","
                + "\"data\":{\"deposit\":\"d1\"}}"),
        bodies);
    assertTrue(signatures.getFirst().startsWith("v1,"));
  }

  @Test
  void aFailedDeliveryIsTriedAgainByTheScheduleThenGivenUp() {
    register("[\"deposit.stored\"]");
    tell("e1", "deposit.stored");
    answer = 500;
    tick();
    tick();
    assertEquals(1, ids.size(), "not before five seconds");
    for (Duration wait :
        List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24),
            Duration.ofDays(9))) {
      gateway.clock.advance(wait);
      tick();
    }
    assertEquals(10, ids.size());
    assertEquals(1, bodies.stream().distinct().count(), "the same bytes each time");
    assertEquals(1L, TestGateway.await(gateway.courier.backlog()).dead());
  }

  @Test
  void aRepairedServerGetsWhatWasMissed() {
    register("[\"deposit.stored\"]");
    tell("e1", "deposit.stored");
    answer = 503;
    tick();
    answer = 200;
    gateway.clock.advance(Duration.ofSeconds(5));
    tick();
    assertEquals(2, ids.size());
    assertEquals(0L, TestGateway.await(gateway.courier.backlog()).waiting());
  }

  @Test
  void aServerThatIsGoneGetsNothingMore() {
    register("[\"deposit.stored\"]");
    tell("e1", "deposit.stored");
    answer = 410;
    tick();
    tell("e2", "deposit.stored");
    tick();
    assertEquals(List.of("e1"), ids);
    Answer list = gateway.get("/api/v1/partner/webhooks", "Authorization", "Bearer " + key);
    assertFalse(list.json().path("webhooks").path(0).path("disabledAt").isMissingNode());
  }

  @Test
  void aRedirectIsAFailure() {
    register("[\"deposit.stored\"]");
    tell("e1", "deposit.stored");
    answer = 302;
    tick();
    assertEquals(1L, TestGateway.await(gateway.courier.backlog()).waiting());
  }

  @Test
  void aServerThatNeverEndsItsAnswerIsNotListenedTo() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    partner.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (byte[] junk = new byte[64 * 1024]; ; ) {
              out.write(junk);
            }
          } catch (IOException e) {
            hungUp.countDown();
          }
        });
    register("/endless", "[\"deposit.stored\"]");
    tell("e1", "deposit.stored");
    tick();

    assertTrue(hungUp.await(5, TimeUnit.SECONDS));
    assertEquals(0L, TestGateway.await(gateway.courier.backlog()).waiting(), "200 is all it said");
  }

  @Test
  void aServerWithManyFailedDeliveriesDoesNotHoldUpAnother() {
    register("/nobody-is-here", "[\"deposit.failed\"]");
    for (int i = 0; i < 80; i++) {
      tell("f" + i, "deposit.failed");
    }
    gateway.clock.advance(Duration.ofSeconds(1));
    register("[\"deposit.stored\"]");
    tell("z1", "deposit.stored"); // due after all of the others
    tick();

    assertEquals(List.of("z1"), ids);
  }

  private Answer register(String events) {
    return register("/hook", events);
  }

  private Answer register(String path, String events) {
    String url = "http://127.0.0.1:" + partner.getAddress().getPort() + path;
    return post("/api/v1/partner/webhooks", "{\"url\":\"" + url + "\",\"events\":" + events + "}");
  }

  private Answer post(String path, String body) {
    return gateway.post(path, body, "Authorization", "Bearer " + key);
  }

  private void tell(String id, String type) {
    String owner = TestGateway.await(gateway.partners.byKey(key)).orElseThrow().partnerId();
    gateway.tell(owner, id, type, "{\"deposit\":\"d1\"}");
  }

  private void tick() {
    TestGateway.await(gateway.courier.tick());
  }
}
