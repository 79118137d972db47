package cubby.world.e2e;

import cubby.gateway.app.port.Messenger;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A courier with a phone, signed in. */
final class Rider {
  private final Client client;

  private Rider(Client client) {
    this.client = client;
  }

  /** Signs in with the code that arrives on the phone. */
  static Rider signIn(Client client, Inbox inbox, String phone) {
    int before = inbox.on(phone, Messenger.Kind.SIGN_IN_CODE).size();
    client.post("/sign-in/codes", Map.of("phone", phone)).expect(202);
    String code = Inbox.code(inbox.text(phone, Messenger.Kind.SIGN_IN_CODE, before + 1));
    client.post("/sign-in/sessions", Map.of("phone", phone, "code", code)).expect(201);
    return new Rider(client);
  }

  /** The deposit, as its page shows it. */
  record Deposit(String id, int compartment, String state, String door, JsonNode all) {
    static Deposit of(JsonNode json) {
      return new Deposit(
          json.path("id").asString(),
          json.path("compartment").asInt(),
          json.path("state").asString(),
          json.path("door").asString(),
          json);
    }
  }

  Client.Answer asks(String cabinet, String size, String recipientPhone) {
    return client.post(
        "/cabinets/" + cabinet + "/deposits",
        Map.of("size", size, "low", false, "recipientPhone", recipientPhone, "consent", true));
  }

  /** Begins a deposit and waits for the open door. */
  Deposit opens(String cabinet, String size, String recipientPhone) {
    Deposit begun = Deposit.of(asks(cabinet, size, recipientPhone).expect(201).body());
    return sees(begun, "OPEN");
  }

  Deposit looks(Deposit deposit) {
    return Deposit.of(client.get("/deposits/" + deposit.id()).expect(200).body());
  }

  Deposit sees(Deposit deposit, String state) {
    return Await.until(
        "state " + state, () -> looks(deposit), found -> found.state().equals(state));
  }

  Client.Answer does(Deposit deposit, String what) {
    return client.post("/deposits/" + deposit.id() + "/" + what, Map.of());
  }
}
