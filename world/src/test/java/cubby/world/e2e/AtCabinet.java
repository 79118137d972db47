package cubby.world.e2e;

import java.util.Map;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/** The person at a simulated cabinet: types at its screen, moves its doors and what is inside. */
final class AtCabinet {
  private final Client screen;
  private final IntFunction<String> sensed;

  /**
   * @param port of the cabinet's screen
   * @param sensed what the cabinet's sensors say of a compartment's inside
   */
  AtCabinet(int port, IntFunction<String> sensed) {
    this.screen = new Client("http://localhost:" + port, "/api");
    this.sensed = sensed;
  }

  Client.Answer types(String code) {
    return screen.post("/kiosk/code", Map.of("code", code)).expect(200);
  }

  Client.Answer pressesForgot() {
    return screen.post("/kiosk/forgot", Map.of()).expect(200);
  }

  /** What the screen shows of one door: CLOSED, UNLOCKING, OPEN, AJAR or UNKNOWN. */
  String door(int compartment) {
    return shown(compartment).path("door").asString();
  }

  JsonNode shown(int compartment) {
    for (JsonNode door : screen.get("/kiosk").expect(200).body().path("doors")) {
      if (door.path("number").asInt() == compartment) {
        return door;
      }
    }
    throw new AssertionError("the screen shows no door " + compartment);
  }

  void seesDoor(int compartment, String position) {
    String unused =
        Await.until(
            "door " + compartment + " " + position, () -> door(compartment), position::equals);
  }

  void seesConnected(boolean connected) {
    Await.until(
        "connected = " + connected,
        () -> screen.get("/kiosk").body().path("connected").asBoolean() == connected);
  }

  /** Puts something in and closes the door, no faster than the sensor sees it. */
  void putsInAndCloses(int compartment) {
    hand(compartment, "put");
    String unused =
        Await.until(
            "something seen in " + compartment,
            () -> sensed.apply(compartment),
            seen -> !seen.equals("EMPTY"));
    closes(compartment);
  }

  /** Takes out what is inside and closes the door. */
  void takesOutAndCloses(int compartment) {
    hand(compartment, "take");
    closes(compartment);
  }

  void closes(int compartment) {
    hand(compartment, "close");
    seesDoor(compartment, "CLOSED");
  }

  /** Forces a door with a tool. */
  void pries(int compartment) {
    hand(compartment, "pry");
  }

  void mends(int compartment, String kind) {
    screen.post("/sim/doors/" + compartment + "/faults/" + kind, Map.of("on", false)).expect(200);
  }

  void putsIn(int compartment) {
    hand(compartment, "put");
  }

  void pulls(int compartment) {
    hand(compartment, "pull");
  }

  /**
   * @param kind from the simulator's catalogue of faults
   */
  void breaks(int compartment, String kind) {
    screen.post("/sim/doors/" + compartment + "/faults/" + kind, Map.of("on", true)).expect(200);
  }

  void pullsTheCable(boolean out) {
    screen.post("/sim/network", Map.of("connected", !out)).expect(200);
  }

  /** A door cannot be shut while its coil holds the latch: hands try again, as people do. */
  private void hand(int compartment, String what) {
    String path = "/sim/doors/" + compartment + "/" + what;
    Await.until(what + " " + compartment, () -> screen.post(path, Map.of()).status() == 200);
  }
}
