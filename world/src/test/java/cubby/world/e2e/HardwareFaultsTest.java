package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.world.e2e.Rider.Deposit;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wires, sensors and latches fail: what the rider, the manager and the history show. */
class HardwareFaultsTest {
  @TempDir Path folder;
  private CabinetWorld world;
  private Rider rider;

  @BeforeEach
  void start() throws Exception {
    world = CabinetWorld.start(folder);
    rider = world.rider(Stories.RIDER);
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void aDoorWhoseWireIsCutIsUnknownAndItsItemCanStillBeHad() {
    Deposit deposit = Stories.stored(world, rider, "S", Stories.RECIPIENT);
    String code = world.recipient(Stories.RECIPIENT).code();
    world.atCabinet().breaks(deposit.compartment(), "BROKEN_WIRE");
    world.atCabinet().seesDoor(deposit.compartment(), "UNKNOWN");
    Await.until("unknown on the phone", () -> rider.looks(deposit).door().equals("UNKNOWN"));
    assertEquals("STORED", rider.looks(deposit).state());

    // The pulse is never withheld for a sensor's sake.
    assertEquals("OPENING", world.atCabinet().types(code).text("answer"));
    Await.until(
        "an open door",
        () ->
            world.plant().state().doors().stream()
                .anyMatch(door -> door.number() == deposit.compartment() && !door.latched()));
    Await.until("out of use", () -> world.quarantined(deposit.compartment()));
    assertEquals("STORED", rider.sees(deposit, "STORED").state());

    world.atCabinet().mends(deposit.compartment(), "BROKEN_WIRE");
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().closes(deposit.compartment());
    assertEquals("OPENING", world.atCabinet().types(code).text("answer"));
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());
    rider.sees(deposit, "COLLECTED");
  }

  @Test
  void aBouncingSensorNeitherOpensNorClosesADepositOnItsOwn() {
    Deposit deposit = Stories.stored(world, rider, "S", Stories.RECIPIENT);
    world.atCabinet().breaks(deposit.compartment(), "BOUNCING_SENSOR");
    world.atCabinet().seesDoor(deposit.compartment(), "UNKNOWN");
    assertEquals("STORED", rider.looks(deposit).state());
    assertEquals(0, Stories.times(rider.looks(deposit).all(), "OPENED_WITHOUT_COMMAND"));

    world.atCabinet().mends(deposit.compartment(), "BOUNCING_SENSOR");
    world.atCabinet().seesDoor(deposit.compartment(), "CLOSED");
    assertEquals(
        "OPENING",
        world.atCabinet().types(world.recipient(Stories.RECIPIENT).code()).text("answer"));
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());
    rider.sees(deposit, "COLLECTED");
  }

  @Test
  void crossedWiresTakeBothDoorsOutOfUseAndTheRiderGetsAThird() {
    Deposit first = rider.opens(CabinetWorld.CABINET, "S", Stories.RECIPIENT);
    rider.does(first, "cancel").expect(200);
    world.atCabinet().closes(first.compartment());
    rider.sees(first, "CANCELLED");
    int other = first.compartment() % 16 + 1;
    world.atCabinet().breaks(first.compartment(), "WRONG_DOOR_WIRING");

    Deposit second = rider.opens(CabinetWorld.CABINET, "S", Stories.RECIPIENT);

    assertNotEquals(first.compartment(), second.compartment());
    assertNotEquals(other, second.compartment());
    assertEquals(1, Stories.times(rider.looks(second).all(), "MOVED"));
    Await.until(
        "both out of use",
        () -> world.quarantined(first.compartment()) && world.quarantined(other));
    assertEquals("WRONG_DOOR", world.managed(other).path("quarantineReason").asString());
    world.atCabinet().closes(other);
    world.atCabinet().putsInAndCloses(second.compartment());
    rider.sees(second, "STORED");
    world.atCabinet().mends(first.compartment(), "WRONG_DOOR_WIRING");
    released(first.compartment());
    released(other);
  }

  @Test
  void aDoorThatSomethingKeepsOpenIsAjarAndClosesWhenItIsGone() {
    Deposit deposit = rider.opens(CabinetWorld.CABINET, "S", Stories.RECIPIENT);
    world.atCabinet().breaks(deposit.compartment(), "DOOR_LEFT_OPEN");
    world.atCabinet().putsIn(deposit.compartment());
    Await.until("ajar on the phone", () -> rider.looks(deposit).door().equals("AJAR"));
    assertEquals("OPEN", rider.looks(deposit).state());

    world.atCabinet().mends(deposit.compartment(), "DOOR_LEFT_OPEN");
    world.atCabinet().closes(deposit.compartment());
    Deposit stored = rider.sees(deposit, "STORED");
    assertEquals(1, Stories.times(stored.all(), "LEFT_OPEN"));
    assertEquals(1, Stories.times(stored.all(), "AJAR"));
  }

  @Test
  void aSensorThatSeesNothingNeverGivesAwayAFullCompartment() {
    Deposit deposit = rider.opens(CabinetWorld.CABINET, "S", Stories.RECIPIENT);
    world.atCabinet().breaks(deposit.compartment(), "STUCK_OCCUPANCY");
    world.atCabinet().putsIn(deposit.compartment());
    world.atCabinet().closes(deposit.compartment());

    Deposit stored = rider.sees(deposit, "STORED");
    Await.until("a doubt", () -> rider.looks(stored).all().path("seemsEmpty").asBoolean());
    Deposit next = Stories.stored(world, rider, "S", Stories.RECIPIENT);
    assertNotEquals(stored.compartment(), next.compartment());
  }

  @Test
  void aSensorThatSeesTheItemForEverKeepsTheCompartmentFromTheNextRider() {
    Deposit deposit = Stories.stored(world, rider, "S", Stories.RECIPIENT);
    world.atCabinet().breaks(deposit.compartment(), "STUCK_OCCUPANCY");
    world.recipient(Stories.RECIPIENT).opens().expect(202);
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());

    // As far as the cabinet can see, the item is still there: nothing is lost by believing it.
    Deposit seen = rider.sees(deposit, "STORED");
    Await.until("told", () -> Stories.times(rider.looks(seen).all(), "NOT_TAKEN") == 1);
    assertEquals(
        "WAITING", world.recipient(Stories.RECIPIENT).sees("WAITING").path("state").asString());
    assertEquals("STORED", world.managed(deposit.compartment()).path("tenancy").asString());
  }

  @Test
  void aPriedDoorIsToldToTheOwnerAndStaysTheOwners() {
    Deposit deposit = Stories.stored(world, rider, "S", Stories.RECIPIENT);
    world.atCabinet().pries(deposit.compartment());
    Await.until("open on the phone", () -> rider.looks(deposit).door().equals("OPEN"));
    Await.until(
        "the alarm",
        () -> Stories.times(rider.looks(deposit).all(), "OPENED_WITHOUT_COMMAND") == 1);
    assertEquals("OPEN", world.managed(deposit.compartment()).path("door").asString());

    world.atCabinet().takesOutAndCloses(deposit.compartment());
    assertEquals("STORED", rider.sees(deposit, "STORED").state());
    assertTrue(rider.looks(deposit).all().path("seemsEmpty").asBoolean());
  }

  private void released(int compartment) {
    world
        .manager()
        .post(
            "/manager/compartments/" + CabinetWorld.CABINET + "/" + compartment + "/release",
            Map.of())
        .expect(202);
    Await.until("in use again", () -> !world.quarantined(compartment));
  }
}
