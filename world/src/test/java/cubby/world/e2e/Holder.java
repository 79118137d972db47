package cubby.world.e2e;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Whoever holds a pickup link: the recipient, or somebody the recipient sends. */
final class Holder {
  private final Client client;
  private final String token;

  Holder(Client client, String token) {
    this.client = client;
    this.token = token;
  }

  JsonNode looks() {
    return client.get("/pickups/" + token).expect(200).body();
  }

  /** The code as the page shows it. */
  String code() {
    return looks().path("code").asString();
  }

  JsonNode sees(String state) {
    return Await.until(
        "pickup " + state, this::looks, found -> found.path("state").asString().equals(state));
  }

  Client.Answer asks() {
    return client.get("/pickups/" + token);
  }

  Client.Answer opens() {
    return client.post("/pickups/" + token + "/open", Map.of("standingInFront", true));
  }

  Client.Answer reopens() {
    return client.post("/pickups/" + token + "/reopen", Map.of("standingInFront", true));
  }

  Client.Answer sends(String phone) {
    return client.post("/pickups/" + token + "/delegates", Map.of("phone", phone));
  }

  Client.Answer takesBackFrom(String delegateId) {
    return client.delete("/pickups/" + token + "/delegates/" + delegateId);
  }
}
