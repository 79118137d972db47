package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Messenger.Kind;
import cubby.world.e2e.Rider.Deposit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: an item goes in, a message goes out, and the item comes out again. */
class DepositAndPickupTest {
  private static final String RIDER = "13800000001";
  private static final String RECIPIENT = "13900000002";

  @TempDir Path folder;
  private CabinetWorld world;

  @BeforeEach
  void start() throws Exception {
    world = CabinetWorld.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void aParcelGoesInAndComesOutWithTheRecipientsPhone() {
    Rider rider = world.rider(RIDER);
    Deposit deposit = stored(rider);
    Holder recipient = world.recipient(RECIPIENT);
    assertEquals("WAITING", recipient.looks().path("state").asString());

    recipient.opens().expect(202);
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());

    Deposit collected = rider.sees(deposit, "COLLECTED");
    recipient.sees("COLLECTED");
    assertEquals(1, times(collected, "COLLECTED"), "history: " + collected.all());
    assertEquals(1, world.inbox().on(RECIPIENT, Kind.DEPOSIT_READY).size());
  }

  @Test
  void aCodeOpensWithTheGatewayGoneAndTheGatewayLearnsOfItOnce() throws Exception {
    Rider rider = world.rider(RIDER);
    Deposit deposit = stored(rider);
    String code = world.recipient(RECIPIENT).code();

    world.stopGateway();
    world.atCabinet().seesConnected(false);
    assertEquals("OPENING", world.atCabinet().types(code).text("answer"));
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());
    world.startGateway();

    Deposit collected = rider.sees(deposit, "COLLECTED");
    assertEquals(1, times(collected, "COLLECTED"), "history: " + collected.all());
  }

  @Test
  void everythingIsFoundAgainAfterBothWereStopped() throws Exception {
    Rider rider = world.rider(RIDER);
    Deposit deposit = stored(rider);
    String code = world.recipient(RECIPIENT).code();

    world.stopGateway();
    world.stopAgent();
    world.startGateway();
    world.startAgent();

    assertEquals("OPENING", world.atCabinet().types(code).text("answer"));
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());
    rider.sees(deposit, "COLLECTED");
  }

  @Test
  void whatDoesNotFitGetsALargerDoorAndTheFirstIsFreed() {
    Rider rider = world.rider(RIDER);
    int before = world.freeDoors("S");
    Deposit small = rider.opens(CabinetWorld.CABINET, "S", RECIPIENT);

    Deposit large = Deposit.of(rider.does(small, "bigger").expect(201).body());
    world.atCabinet().closes(small.compartment());
    rider.sees(small, "CANCELLED");
    Deposit open = rider.sees(large, "OPEN");

    assertNotEquals(small.compartment(), open.compartment());
    assertEquals("M", open.all().path("size").asString());
    world.atCabinet().putsInAndCloses(open.compartment());
    rider.sees(open, "STORED");
    assertEquals(before, world.freeDoors("S"));
  }

  @Test
  void aCancelledDepositFreesItsDoor() {
    Rider rider = world.rider(RIDER);
    int before = world.freeDoors("S");
    Deposit deposit = rider.opens(CabinetWorld.CABINET, "S", RECIPIENT);
    assertEquals(before - 1, world.freeDoors("S"));

    rider.does(deposit, "cancel").expect(200);
    world.atCabinet().closes(deposit.compartment());
    rider.sees(deposit, "CANCELLED");

    Await.until("a free door", () -> world.freeDoors("S") == before);
    assertEquals(List.of(), world.inbox().on(RECIPIENT, Kind.DEPOSIT_READY));
  }

  @Test
  void theRiderTakesBackWhatWasJustStored() {
    Rider rider = world.rider(RIDER);
    Deposit deposit = stored(rider);
    Holder recipient = world.recipient(RECIPIENT);

    rider.does(deposit, "take-back").expect(200);
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());

    rider.sees(deposit, "TAKEN_BACK");
    assertTrue(List.of(404, 409).contains(recipient.opens().status()));
  }

  @Test
  void severalDepositsInARowNeedOneSignIn() {
    Rider rider = world.rider(RIDER);
    Deposit first = stored(rider);
    Deposit second = stored(rider);

    assertNotEquals(first.compartment(), second.compartment());
    assertEquals(1, world.inbox().on(RIDER, Kind.SIGN_IN_CODE).size());
    assertNotEquals(
        Inbox.token(world.inbox().text(RECIPIENT, Kind.DEPOSIT_READY, 1)),
        Inbox.token(world.inbox().text(RECIPIENT, Kind.DEPOSIT_READY, 2)));
  }

  private Deposit stored(Rider rider) {
    Deposit deposit = rider.opens(CabinetWorld.CABINET, "S", RECIPIENT);
    world.atCabinet().putsInAndCloses(deposit.compartment());
    Deposit stored = rider.sees(deposit, "STORED");
    world.cabinetKnowsTheNewest();
    return stored;
  }

  /** How many lines of the history begin so. */
  private static long times(Deposit deposit, String what) {
    return deposit.all().path("history").values().stream()
        .filter(line -> line.path("what").asString().startsWith(what))
        .count();
  }
}
