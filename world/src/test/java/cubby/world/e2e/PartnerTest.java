package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.world.e2e.CabinetWorld.Setup;
import cubby.world.e2e.WebhookEar.Heard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivery platform reserves, deposits, and is told by webhooks what became of it. */
class PartnerTest {
  @TempDir Path folder;
  private CabinetWorld world;
  private WebhookEar ear;
  private Client partner;

  @BeforeEach
  void start() throws Exception {
    world = CabinetWorld.start(folder, Setup.PARCEL.withLocalWebhooks());
    ear = new WebhookEar();
    partner = world.client().withKey(world.partnerKey("Swift Parcels"));
  }

  @AfterEach
  void stop() throws Exception {
    ear.close();
    world.close();
  }

  @Test
  void aReservedItemIsStoredAndCollectedAndThePlatformHearsOfBothSigned() throws Exception {
    String secret = registers();
    int before = world.freeDoors("M");
    Client.Answer reserved = reserves("order-1").expect(201);
    assertEquals(before - 1, world.freeDoors("M"));
    assertEquals(reserved.body(), reserves("order-1").expect(201).body());
    assertEquals(before - 1, world.freeDoors("M"), "asked twice, held once");

    String deposit = deposits(reserved).text("id");
    assertEquals(deposit, deposits(reserved).text("id"), "the same deposit when asked again");
    int door = sees(deposit, "OPEN").body().path("compartment").asInt();
    assertEquals(reserved.body().path("compartment").asInt(), door);
    world.atCabinet().putsInAndCloses(door);
    sees(deposit, "STORED");
    Heard stored = ear.hears("deposit.stored", 1).getFirst();
    world.cabinetKnowsTheNewest();
    world.atCabinet().types(world.recipient(Stories.RECIPIENT).code());
    world.atCabinet().seesDoor(door, "OPEN");
    world.atCabinet().takesOutAndCloses(door);
    Heard collected = ear.hears("deposit.collected", 1).getFirst();

    for (Heard one : List.of(stored, collected)) {
      assertEquals(one.expectedSignature(secret), one.signature());
      assertEquals(deposit, one.json().path("data").path("deposit").asString());
      assertEquals("order-1", one.json().path("data").path("externalId").asString());
      assertTrue(!one.body().contains(Stories.RECIPIENT), "nobody's phone goes out");
    }
    sees(deposit, "COLLECTED");
    strangersSeeNothing(deposit, reserved.text("id"));
  }

  private void strangersSeeNothing(String deposit, String reservation) {
    Client other = world.client().withKey(world.partnerKey("Another Platform"));
    Client.Answer unknown = other.get("/partner/deposits/unknown");
    unknown.expectProblem(404, "not-found");
    assertEquals(unknown.body(), other.get("/partner/deposits/" + deposit).expect(404).body());
    assertEquals(
        unknown.body(),
        other
            .post("/partner/reservations/" + reservation + "/deposit", Map.of())
            .expect(404)
            .body());
    Client rider = world.client();
    Rider unused = Rider.signIn(rider, world.inbox(), Stories.RIDER);
    assertEquals(unknown.body(), rider.get("/deposits/" + deposit).expect(404).body());
    rider.get("/partner/deposits/" + deposit).expectProblem(401, "key-needed");
    world.client().withKey("cubby_guess").get("/partner/webhooks").expectProblem(401, "key-needed");
  }

  @Test
  void aWebhookThatFailsIsTriedAgainLaterAndSurvivesARestart() throws Exception {
    String secret = registers();
    ear.answers(500);
    String deposit = deposits(reserves("order-2").expect(201)).text("id");
    world.atCabinet().putsInAndCloses(sees(deposit, "OPEN").body().path("compartment").asInt());

    ear.hears("deposit.stored", 1);
    retries(1);
    world.passes(Duration.ofSeconds(5));
    ear.hears("deposit.stored", 2);
    retries(2);
    world.stopGateway();
    world.startGateway();
    assertEquals(2, ear.heard("deposit.stored").size(), "the next is due in five minutes");
    ear.answers(204);
    world.passes(Duration.ofMinutes(5));

    List<Heard> heard = ear.hears("deposit.stored", 3);
    world.gatewayMeter().rises("cubby_webhooks_total{result=\"delivered\"}", 0, 1);
    assertEquals(1, heard.stream().map(Heard::id).distinct().count());
    assertEquals(1, heard.stream().map(Heard::body).distinct().count());
    assertEquals(3, heard.stream().map(Heard::timestamp).distinct().count());
    for (Heard one : heard) {
      assertEquals(one.expectedSignature(secret), one.signature());
    }
    sees(deposit, "STORED");
  }

  @Test
  void aReservationThatNobodyComesForIsGivenBack() {
    int before = world.freeDoors("M");
    Client.Answer reserved = reserves("order-3").expect(201);
    assertEquals(before - 1, world.freeDoors("M"));

    world.passes(Duration.ofMinutes(16));

    Await.until("a free door", () -> world.freeDoors("M") == before);
    partner
        .post("/partner/reservations/" + reserved.text("id") + "/deposit", Map.of())
        .expectProblem(409, "wrong-state");
  }

  private String registers() {
    return partner
        .post(
            "/partner/webhooks",
            Map.of("url", ear.url(), "events", List.of("deposit.stored", "deposit.collected")))
        .expect(201)
        .text("secret");
  }

  private void retries(int count) {
    world.gatewayMeter().rises("cubby_webhooks_total{result=\"retry\"}", 0, count);
  }

  private Client.Answer reserves(String externalId) {
    return partner.post(
        "/partner/reservations",
        Map.of(
            "cabinet",
            CabinetWorld.CABINET,
            "size",
            "M",
            "externalId",
            externalId,
            "recipientPhone",
            Stories.RECIPIENT,
            "consent",
            true));
  }

  private Client.Answer deposits(Client.Answer reservation) {
    return partner
        .post("/partner/reservations/" + reservation.text("id") + "/deposit", Map.of())
        .expect(201);
  }

  private Client.Answer sees(String deposit, String state) {
    return Await.until(
        state,
        () -> partner.get("/partner/deposits/" + deposit).expect(200),
        found -> found.text("state").equals(state));
  }
}
