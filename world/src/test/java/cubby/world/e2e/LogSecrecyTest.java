package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Messenger.Kind;
import cubby.world.e2e.CabinetWorld.Setup;
import cubby.world.e2e.Rider.Deposit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever reads the log learns nothing that opens a door or finds a person. */
class LogSecrecyTest {
  private static final String FRIEND = "13700000003";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // the story starts it
  private CabinetWorld world;

  private final Map<String, String> secrets = new HashMap<>();

  @Test
  void theLogOfAWholeStoryHoldsNoCodePhoneTokenSecretOrCookie() throws Exception {
    try (HeardLog log = new HeardLog()) {
      try (CabinetWorld running = CabinetWorld.start(folder, Setup.PARCEL.withLocalWebhooks());
          WebhookEar ear = new WebhookEar()) {
        world = running;
        ear.answers(500);
        aPlatformDeposits(ear);
        aRiderDepositsAndAFriendCollects();
        somebodyGuesses();
        keys();
        world.stopGateway();
        world.startGateway();
      }
      assertTrue(log.json().size() > 20, "what was heard: " + log.json());
      assertTrue(log.all().contains("cubby.agent."), "the agent was heard");
      assertTrue(log.all().contains("cubby.gateway."), "the gateway was heard");
      for (String line : log.json()) {
        assertEquals(line.indexOf('\n'), line.length() - 1, "one line: " + line);
        JsonNode event = JSON.readTree(line);
        assertTrue(event.path("formattedMessage").isString(), line);
        assertFalse(event.path("level").asString().isEmpty(), line);
      }
      String all = log.all();
      secrets.forEach((what, secret) -> {
        assertTrue(secret.length() >= 6, what + " is too short to be looked for: " + secret);
        assertFalse(all.contains(secret), () -> what + " is in the log: " + lineWith(log, secret));
      });
      assertTrue(secrets.size() >= 15, "looked for: " + secrets.keySet());
    }
  }

  private static String lineWith(HeardLog log, String secret) {
    return log.json().stream().filter(line -> line.contains(secret)).findFirst().orElse("");
  }

  private void aPlatformDeposits(WebhookEar ear) {
    String key = world.partnerKey("Swift Parcels");
    Client partner = world.client().withKey(key);
    secrets.put("a platform's key", key);
    secrets.put(
        "a webhook's secret",
        partner
            .post(
                "/partner/webhooks", Map.of("url", ear.url(), "events", List.of("deposit.stored")))
            .expect(201)
            .text("secret"));
    String reservation =
        partner
            .post(
                "/partner/reservations",
                Map.of(
                    "cabinet",
                    CabinetWorld.CABINET,
                    "size",
                    "M",
                    "externalId",
                    "order-1",
                    "recipientPhone",
                    FRIEND,
                    "consent",
                    true))
            .expect(201)
            .text("id");
    String id =
        partner.post("/partner/reservations/" + reservation + "/deposit", Map.of()).text("id");
    int door =
        Await.until(
                "open",
                () -> partner.get("/partner/deposits/" + id),
                found -> found.text("state").equals("OPEN"))
            .body()
            .path("compartment")
            .asInt();
    world.atCabinet().putsInAndCloses(door);
    ear.hears("deposit.stored", 1);
    told("a platform's recipient", FRIEND, Kind.DEPOSIT_READY);
  }

  private void aRiderDepositsAndAFriendCollects() {
    Client phone = world.client();
    Rider rider = Rider.signIn(phone, world.inbox(), Stories.RIDER);
    secrets.put("the rider's phone", Stories.RIDER);
    secrets.put("the recipient's phone", Stories.RECIPIENT);
    secrets.put("the friend's phone", FRIEND);
    secrets.put("the rider's cookie", phone.cookie().substring(phone.cookie().indexOf('=') + 1));
    secrets.put(
        "a sign-in code", Inbox.code(world.inbox().text(Stories.RIDER, Kind.SIGN_IN_CODE, 1)));
    Deposit deposit = Stories.stored(world, rider, "S", Stories.RECIPIENT);
    told("the recipient", Stories.RECIPIENT, Kind.DEPOSIT_READY);
    world.recipient(Stories.RECIPIENT).sends(FRIEND).expect(201);
    told("the friend", FRIEND, Kind.DELEGATED);
    String code = Inbox.code(world.inbox().text(FRIEND, Kind.DELEGATED, 1));
    world.cabinetKnowsTheNewest();
    assertEquals("OPENING", world.atCabinet().types(code).text("answer"));
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());
    rider.sees(deposit, "COLLECTED");
  }

  private void told(String whom, String phone, Kind kind) {
    String text = world.inbox().text(phone, kind, 1);
    secrets.put("the code of " + whom, Inbox.code(text));
    secrets.put("the link of " + whom, Inbox.token(text));
  }

  private void somebodyGuesses() {
    String code = "90817263";
    String guessed = "Guess0fALinkThatIsLongEnough00";
    secrets.put("a guessed code", code);
    secrets.put("a guessed link", guessed);
    assertEquals("REFUSED", world.atCabinet().types(code).text("answer"));
    world.client().get("/pickups/" + guessed).expect(404);
    String link = world.managerLink();
    String token = link.substring(link.indexOf('#') + 1);
    secrets.put("a manager's link", token);
    Client manager = world.client();
    manager.post("/manager/sessions", Map.of("token", token)).expect(201);
    secrets.put(
        "a manager's cookie", manager.cookie().substring(manager.cookie().indexOf('=') + 1));
  }

  private void keys() throws Exception {
    secrets.put("the cabinet's password", read(world.secrets().secretFile()));
    secrets.put("the cabinet's key", read(world.secrets().cabinetKeyFile()));
  }

  private static String read(Path file) throws Exception {
    return Files.readString(file).strip();
  }
}
