package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Messenger.Kind;
import cubby.world.e2e.Rider.Deposit;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that no page of ours makes. */
class BadRequestsTest {
  private static final String JSON = "application/json";

  @TempDir static Path folder;
  private static CabinetWorld world;
  private static Client client;
  private static Rider rider;
  private static Deposit deposit;

  @BeforeAll
  static void start() throws Exception {
    world = CabinetWorld.start(folder);
    client = world.client();
    rider = Rider.signIn(client, world.inbox(), Stories.RIDER);
    deposit = Stories.stored(world, rider, "S", Stories.RECIPIENT);
  }

  @AfterAll
  static void stop() throws Exception {
    assertEquals("STORED", rider.looks(deposit).state(), "whatever was asked, nothing changed");
    world.close();
  }

  @Test
  void aPhoneGetsThreeCodesInARowAndThenHasToWait() {
    String phone = "13800000077";
    String counter = "cubby_http_limited_total{limit=\"codes_per_phone\"}";
    double before = world.gatewayMeter().of(counter);
    for (int i = 0; i < 3; i++) {
      world.client().post("/sign-in/codes", Map.of("phone", phone)).expect(202);
    }
    Client.Answer fourth = world.client().post("/sign-in/codes", Map.of("phone", phone));
    fourth.expectProblem(429, "too-many-requests");
    assertTrue(Integer.parseInt(fourth.header("Retry-After")) > 0);
    assertEquals(fourth.header("Retry-After"), fourth.text("retryAfterSeconds"));
    world.gatewayMeter().rises(counter, before, 1);
    Await.until("three codes", () -> world.inbox().on(phone, Kind.SIGN_IN_CODE).size() == 3);
  }

  @Test
  void aWrongCodeIsRefusedAndAfterFiveOfThemTheRightOneToo() {
    String phone = "13800000078";
    Client guesser = world.client();
    guesser.post("/sign-in/codes", Map.of("phone", phone)).expect(202);
    String code = Inbox.code(world.inbox().text(phone, Kind.SIGN_IN_CODE, 1));
    String wrong = code.startsWith("1") ? "2" + code.substring(1) : "1" + code.substring(1);
    for (int i = 0; i < 5; i++) {
      guesser
          .post("/sign-in/sessions", Map.of("phone", phone, "code", wrong))
          .expectProblem(401, "wrong-code");
    }
    guesser
        .post("/sign-in/sessions", Map.of("phone", phone, "code", code))
        .expectProblem(401, "wrong-code");
  }

  @Test
  void anotherSiteCannotMakeABrowserDoAnything() {
    String path = "/deposits/" + deposit.id() + "/take-back";
    Map<String, String> evil = signedIn();
    evil.put("Origin", "https://evil.example");
    client.sendRaw("POST", path, "{}", evil).expectProblem(403, "other-origin");
    Map<String, String> crossSite = signedIn();
    crossSite.put("Sec-Fetch-Site", "cross-site");
    client.sendRaw("POST", path, "{}", crossSite).expectProblem(403, "other-origin");
    client.sendRaw("POST", path, "{}", signedIn()).expectProblem(403, "other-origin");
    Map<String, String> form = signedIn();
    form.put("Sec-Fetch-Site", "same-origin");
    form.put("Content-Type", "text/plain");
    client.sendRaw("POST", path, "{}", form).expectProblem(415, "not-json");
  }

  @Test
  void whatIsNotTheirsIsNotFoundAsIfItHadNeverBeen() {
    Client other = world.client();
    Rider unused = Rider.signIn(other, world.inbox(), "13800000002");
    Client.Answer never = other.get("/deposits/never-was").expectProblem(404, "not-found");
    for (Client.Answer one :
        List.of(
            other.get("/deposits/" + deposit.id()),
            other.post("/deposits/" + deposit.id() + "/cancel", Map.of()),
            other.post("/deposits/" + deposit.id() + "/take-back", Map.of()),
            other.get("/cabinets/nowhere"),
            other.get("/pickups/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            other.get("/pickups/x"),
            other.get("/no/such/thing"))) {
      one.expectProblem(404, "not-found");
      assertEquals(never.body(), one.body());
    }
  }

  @Test
  void whoIsNotSignedInOrNoManagerIsToldSo() {
    world.client().get("/deposits/" + deposit.id()).expectProblem(401, "sign-in-needed");
    client.get("/manager/cabinets").expectProblem(403, "forbidden");
    world
        .client()
        .post("/manager/sessions", Map.of("token", "no-such-link"))
        .expectProblem(401, "wrong-code");
    String link = world.managerLink();
    String token = link.substring(link.indexOf('#') + 1);
    world.client().post("/manager/sessions", Map.of("token", token)).expect(201);
    world
        .client()
        .post("/manager/sessions", Map.of("token", token))
        .expectProblem(401, "wrong-code");
  }

  @Test
  void oddContentIsRefusedWithTheFieldAtFault() {
    String path = "/cabinets/" + CabinetWorld.CABINET + "/deposits";
    rider.asks(CabinetWorld.CABINET, "XXL", Stories.RECIPIENT).expect(422);
    Client.Answer phone = rider.asks(CabinetWorld.CABINET, "S", "12").expect(422);
    assertEquals("recipientPhone", phone.body().path("errors").path(0).path("field").asString());
    client
        .post(path, Map.of("size", "S", "recipientPhone", Stories.RECIPIENT, "consent", false))
        .expectProblem(422, "consent-missing");
    Map<String, String> headers = signedIn();
    headers.put("Sec-Fetch-Site", "same-origin");
    headers.put("Content-Type", JSON);
    client.sendRaw("POST", path, "{\"size\":", headers).expectProblem(400, "malformed-json");
    client.sendRaw("PUT", path, "{}", headers).expectProblem(405, "method-not-allowed");
    int status = client.sendRaw("POST", path, "{\"x\":\"" + "y".repeat(100_000), headers).status();
    assertEquals(413, status);
    world.client().get("/demo/messages").expectProblem(404, "not-found");
  }

  private static Map<String, String> signedIn() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cookie", client.cookie());
    headers.put("Content-Type", JSON);
    return headers;
  }
}
