package cubby.agent.adapter.kiosk;

import cubby.agent.app.Cabinet.Snapshot;
import cubby.hardware.CabinetProfile.Compartment;
import cubby.wire.v1.CompartmentState;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** The screen's state as JSON. Pure. */
final class KioskJson {
  private static final String TENANCY_PREFIX = "TENANCY_";

  private final KioskIdentity identity;

  KioskJson(KioskIdentity identity) {
    this.identity = identity;
  }

  /**
   * @param connected whether the gateway is in reach
   * @param now uptime in milliseconds
   */
  byte[] state(Snapshot snapshot, KeypadState keypad, boolean connected, long now) {
    return Json.write(json -> {
      json.writeStartObject();
      json.writeStringProperty("cabinet", identity.cabinet());
      json.writeStringProperty("name", identity.name());
      json.writeStringProperty("kind", identity.profile().kind().name());
      json.writeBooleanProperty("connected", connected);
      json.writeStringProperty("riderPage", identity.riderPage());
      json.writeObjectPropertyStart("notices");
      snapshot.notices().forEach(json::writeStringProperty);
      json.writeEndObject();
      doors(json, snapshot);
      json.writeName("keypad");
      keypad(json, snapshot, keypad, now);
      json.writeEndObject();
    });
  }

  /** What a code or "I forgot something" is answered with. */
  static byte[] answer(KeypadState keypad, long now) {
    return Json.write(json -> {
      json.writeStartObject();
      words(json, keypad, now);
      json.writeEndObject();
    });
  }

  private void doors(JsonGenerator json, Snapshot snapshot) {
    Map<Integer, CompartmentState> states =
        snapshot.states().stream()
            .collect(Collectors.toMap(CompartmentState::getNumber, Function.identity()));
    json.writeArrayPropertyStart("doors");
    for (Compartment compartment : identity.profile().compartments()) {
      CompartmentState state =
          states.getOrDefault(compartment.number(), CompartmentState.getDefaultInstance());
      door(json, compartment, state, snapshot);
    }
    json.writeEndArray();
  }

  private static void door(
      JsonGenerator json, Compartment compartment, CompartmentState state, Snapshot snapshot) {
    int number = compartment.number();
    json.writeStartObject();
    json.writeNumberProperty("number", number);
    json.writeStringProperty("kind", compartment.kind().name());
    json.writeStringProperty("size", compartment.size().name());
    json.writeBooleanProperty("low", compartment.low());
    json.writeNumberProperty("leftMillimetres", compartment.leftMillimetres());
    json.writeNumberProperty("bottomMillimetres", compartment.bottomMillimetres());
    json.writeNumberProperty("widthMillimetres", compartment.widthMillimetres());
    json.writeNumberProperty("heightMillimetres", compartment.heightMillimetres());
    json.writeStringProperty("door", snapshot.doors().getOrDefault(number, "UNKNOWN"));
    json.writeStringProperty("tenancy", tenancy(state));
    json.writeBooleanProperty("quarantined", state.getQuarantined());
    Integer temperature = snapshot.temperatures().get(number);
    if (temperature != null) {
      json.writeNumberProperty("temperatureMilliCelsius", temperature);
    }
    json.writeBooleanProperty("heating", snapshot.heating().contains(number));
    json.writeEndObject();
  }

  private static String tenancy(CompartmentState state) {
    String name = state.getTenancy().name();
    return name.startsWith(TENANCY_PREFIX) ? name.substring(TENANCY_PREFIX.length()) : name;
  }

  private static void keypad(JsonGenerator json, Snapshot snapshot, KeypadState keypad, long now) {
    json.writeStartObject();
    words(json, keypad, now);
    long forgotMillis = snapshot.forgotUntilUptimeMillis() - now;
    if (forgotMillis > 0) {
      json.writeNumberProperty("forgotUntilSeconds", seconds(forgotMillis));
    }
    json.writeEndObject();
  }

  private static void words(JsonGenerator json, KeypadState keypad, long now) {
    switch (keypad) {
      case KeypadState.None() -> answer(json, "NONE", 0);
      case KeypadState.Checking() -> answer(json, "CHECKING", 0);
      case KeypadState.Opening(int door, long since, boolean moving) ->
          answer(json, "OPENING", door);
      case KeypadState.Open(int door) -> answer(json, "OPEN", door);
      case KeypadState.Refused(long since) -> answer(json, "REFUSED", 0);
      case KeypadState.NotOpened(int door, long since) -> answer(json, "NOT_OPENED", door);
      case KeypadState.StillSeen(int door, long since) -> answer(json, "STILL_SEEN", door);
      case KeypadState.Collected(int door, long since) -> answer(json, "COLLECTED", door);
      case KeypadState.Waiting(long until) -> {
        answer(json, "WAIT", 0);
        json.writeNumberProperty("retryAfterSeconds", seconds(Math.max(0, until - now)));
      }
    }
  }

  private static void answer(JsonGenerator json, String answer, int compartment) {
    json.writeStringProperty("answer", answer);
    if (compartment > 0) {
      json.writeNumberProperty("compartment", compartment);
    }
  }

  private static long seconds(long millis) {
    return Math.ceilDiv(millis, 1_000L);
  }
}
