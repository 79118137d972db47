package cubby.world.e2e;

import cubby.world.e2e.Rider.Deposit;
import tools.jackson.databind.JsonNode;

/** What many stories begin with. */
final class Stories {
  static final String RIDER = "13800000001";
  static final String RECIPIENT = "13900000002";

  private Stories() {}

  /** An item is in the parcel cabinet, behind a closed door, and its code is known there. */
  static Deposit stored(CabinetWorld world, Rider rider, String size, String recipient) {
    return stored(world, rider, CabinetWorld.CABINET, size, recipient);
  }

  static Deposit stored(
      CabinetWorld world, Rider rider, String cabinet, String size, String recipient) {
    Deposit deposit = rider.opens(cabinet, size, recipient);
    world.atCabinet().putsInAndCloses(deposit.compartment());
    Deposit stored = rider.sees(deposit, "STORED");
    world.cabinetKnowsTheNewest();
    return stored;
  }

  /** How many lines of the deposit's history say so. */
  static long times(JsonNode deposit, String what) {
    return deposit.path("history").values().stream()
        .filter(line -> line.path("what").asString().equals(what))
        .count();
  }
}
