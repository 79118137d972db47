package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Messenger.Kind;
import cubby.world.e2e.Rider.Deposit;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes, delegates, and what goes wrong at the cabinet. */
class AtTheScreenTest {
  private static final String RIDER = "13800000001";
  private static final String RECIPIENT = "13900000002";
  private static final String FRIEND = "13700000003";

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
  void whoForgotSomethingOpensTheSameDoorAgain() {
    Rider rider = world.rider(RIDER);
    Deposit deposit = stored(rider, "S");
    world.atCabinet().types(world.recipient(RECIPIENT).code());
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());
    rider.sees(deposit, "COLLECTED");

    assertEquals("OPENING", world.atCabinet().pressesForgot().text("answer"));
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().closes(deposit.compartment());
    assertEquals("COLLECTED", rider.looks(deposit).state());
  }

  @Test
  void theRecipientReopensOnThePhoneWithinTheGrace() {
    Rider rider = world.rider(RIDER);
    Deposit deposit = stored(rider, "S");
    Holder recipient = world.recipient(RECIPIENT);
    recipient.opens().expect(202);
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());
    recipient.sees("COLLECTED");

    recipient.reopens().expect(202);
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().closes(deposit.compartment());
  }

  @Test
  void anItemThatStaysInsideKeepsItsRight() {
    Rider rider = world.rider(RIDER);
    Deposit deposit = stored(rider, "S");
    String code = world.recipient(RECIPIENT).code();
    world.atCabinet().types(code);
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().closes(deposit.compartment());
    rider.sees(deposit, "STORED");

    assertEquals("OPENING", world.atCabinet().types(code).text("answer"));
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());
    rider.sees(deposit, "COLLECTED");
  }

  @Test
  void aFriendCollectsOnceInsteadOfTheRecipient() {
    Rider rider = world.rider(RIDER);
    Deposit deposit = stored(rider, "S");
    Holder recipient = world.recipient(RECIPIENT);
    recipient.sends(FRIEND).expect(201);
    Holder friend = world.holder(Inbox.token(world.inbox().text(FRIEND, Kind.DELEGATED, 1)));
    assertEquals(404, friend.sends(RIDER).status(), "a friend sends nobody");

    friend.opens().expect(202);
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());

    rider.sees(deposit, "COLLECTED");
    recipient.sees("COLLECTED");
  }

  @Test
  void aFriendWhoIsNotWantedAnyMoreOpensNothing() {
    Rider rider = world.rider(RIDER);
    Deposit deposit = stored(rider, "S");
    Holder recipient = world.recipient(RECIPIENT);
    String id = recipient.sends(FRIEND).expect(201).text("id");
    Holder friend = world.holder(Inbox.token(world.inbox().text(FRIEND, Kind.DELEGATED, 1)));

    recipient.takesBackFrom(id).expect(204);

    assertEquals(404, friend.opens().status());
    assertEquals("CLOSED", world.atCabinet().door(deposit.compartment()));
    assertEquals("WAITING", recipient.looks().path("state").asString());
  }

  @Test
  void guessingEarnsAWaitForEverybodyAtTheScreen() {
    Rider rider = world.rider(RIDER);
    Deposit deposit = stored(rider, "S");
    String code = world.recipient(RECIPIENT).code();
    for (int guess = 0; guess < 5; guess++) {
      assertEquals("REFUSED", world.atCabinet().types(other(code, guess)).text("answer"));
    }

    Client.Answer answer = world.atCabinet().types(code);

    assertEquals("WAIT", answer.text("answer"));
    assertTrue(answer.body().path("retryAfterSeconds").asInt() > 0);
    assertEquals("CLOSED", world.atCabinet().door(deposit.compartment()));
  }

  @Test
  void aJammedDoorIsQuarantinedAndTheRiderGetsAnother() {
    Rider rider = world.rider(RIDER);
    Deposit first = rider.opens(CabinetWorld.CABINET, "XL", RECIPIENT);
    rider.does(first, "cancel").expect(200);
    world.atCabinet().closes(first.compartment());
    rider.sees(first, "CANCELLED");
    world.atCabinet().breaks(first.compartment(), "STUCK_LATCH");

    Deposit second = rider.opens(CabinetWorld.CABINET, "XL", RECIPIENT);

    assertTrue(second.compartment() != first.compartment());
    Await.until("quarantine", () -> world.quarantined(first.compartment()));
    world.atCabinet().putsInAndCloses(second.compartment());
    rider.sees(second, "STORED");
  }

  @Test
  void aCabinetWithoutItsCableRefusesAtOnceAndNothingOpensLater() {
    Rider rider = world.rider(RIDER);
    int before = world.freeDoors("S");
    world.atCabinet().pullsTheCable(true);
    world.atCabinet().seesConnected(false);
    Await.until("offline", () -> !world.connected());

    assertEquals(503, rider.asks(CabinetWorld.CABINET, "S", RECIPIENT).status());

    world.atCabinet().pullsTheCable(false);
    Await.until("online", world::connected);
    assertEquals(before, world.freeDoors("S"));
    rider.opens(CabinetWorld.CABINET, "S", RECIPIENT);
  }

  @Test
  void aDoorLeftOpenIsSeenAsAjarUntilItCloses() {
    Rider rider = world.rider(RIDER);
    Deposit deposit = rider.opens(CabinetWorld.CABINET, "S", RECIPIENT);

    world.atCabinet().seesDoor(deposit.compartment(), "AJAR");
    Await.until("ajar on the phone", () -> rider.looks(deposit).door().equals("AJAR"));

    world.atCabinet().putsInAndCloses(deposit.compartment());
    rider.sees(deposit, "STORED");
  }

  private Deposit stored(Rider rider, String size) {
    Deposit deposit = rider.opens(CabinetWorld.CABINET, size, RECIPIENT);
    world.atCabinet().putsInAndCloses(deposit.compartment());
    Deposit stored = rider.sees(deposit, "STORED");
    world.cabinetKnowsTheNewest();
    return stored;
  }

  /** A code that is not the right one. */
  private static String other(String code, int guess) {
    char last = code.charAt(code.length() - 1);
    return code.substring(0, code.length() - 1) + (char) ('0' + (last - '0' + 1 + guess) % 10);
  }
}
