package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.PickupUseCases.NewDelegate;
import cubby.gateway.app.usecase.Refusal;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DepositStored;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.Occupancy;
import cubby.wire.v1.Tenancy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages are lost, clocks are wrong, senders fail, people try what they should not. */
class AdversityTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void aCabinetIsConnected() {
    desk = new Desk(folder);
    desk.cabinet.connects();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void anActionThatGotLostIsSentAgainUntilItsResultComes() {
    desk.begun("S");
    desk.pass(Duration.ofSeconds(40));
    Desk.until(() -> desk.cabinet.actions.size() == 2);
    assertEquals(desk.cabinet.actions.get(0), desk.cabinet.actions.get(1));

    desk.cabinet.opensForDeposit();
    desk.pass(Duration.ofSeconds(40));
    desk.settle();
    assertEquals(2, desk.cabinet.actions.size());
  }

  @Test
  void afterAMinuteWithoutAResultNobodyButTheCabinetKnowsTheDoor() {
    String deposit = desk.begun("S").id();
    desk.pass(Duration.ofSeconds(60));
    assertEquals("UNLOCKING", desk.view(deposit).door());
    desk.cabinet.disconnects();
    desk.pass(Duration.ofSeconds(1));
    assertEquals("UNKNOWN", desk.view(deposit).door());
    assertEquals("OPENING", desk.view(deposit).state(), "nothing is made up");
    assertFalse(desk.counts.containsKey(Count.ACTIONS_NOT_DONE), "the order is still open");

    desk.cabinet.connects();
    desk.cabinet.opensForDeposit();
    assertEquals("OPEN", desk.view(deposit).door());
    assertEquals("OPEN", desk.view(deposit).state());
    assertEquals(1, desk.counts.get(Count.ACTIONS_DONE));
  }

  @Test
  void aStepOfTheWallClockMovesNoDeadline() {
    desk.wallClockStep = Duration.ofHours(1);
    desk.begun("S");
    assertEquals(
        desk.cabinet.uptimeMillis + 15_000, desk.cabinet.newest().getDeadlineUptimeMillis());
    desk.wallClockStep = Duration.ofHours(-1);
    desk.begun("S");
    assertEquals(
        desk.cabinet.uptimeMillis + 15_000, desk.cabinet.newest().getDeadlineUptimeMillis());
  }

  @Test
  void whoCameWithAnOldSecretDoesNotStay() {
    Desk.now(desk.core.enrolment().enrol(Desk.CABINET));

    assertFalse(desk.core.presence().isPresent(Desk.CABINET));
    assertEquals(Outcome.refused(Refusal.CABINET_OFFLINE), desk.begin(Desk.RIDER, "S"));
  }

  @Test
  void whoWasEnrolledByAnotherProcessIsLetInAndTheOldSecretSentAway() {
    try (Desk tool = new Desk(folder)) {
      String fresh = Desk.now(tool.core.enrolment().enrol("parcel-9")).secret();
      String secret = Desk.now(tool.core.enrolment().enrol(Desk.CABINET)).secret();
      desk.pass(Duration.ofSeconds(6));
      Desk.until(() -> desk.core.enrolment().authenticate("parcel-9", bytes(fresh)));

      assertTrue(desk.core.enrolment().authenticate(Desk.CABINET, bytes(secret)));
      Desk.until(() -> !desk.core.presence().isPresent(Desk.CABINET));
    }
  }

  private static byte[] bytes(String secret) {
    return secret.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void oneTooManyWatchersIsTold() {
    for (int i = 0; i < 16; i++) {
      assertTrue(desk.core.live().watchDeposit("d", () -> {}).isPresent());
    }
    assertTrue(desk.core.live().watchDeposit("d", () -> {}).isEmpty());
  }

  @Test
  void theCabinetsWrongWallClockMakesNoItemOverdue() {
    String deposit = desk.begun("S").id();
    desk.cabinet.opensForDeposit();
    CompartmentState.Builder stored =
        CompartmentState.newBuilder()
            .setNumber(desk.cabinet.newest().getOpen().getCompartment())
            .setDepositId(deposit)
            .setTenancy(Tenancy.TENANCY_STORED)
            .setDoor(DoorPosition.DOOR_POSITION_CLOSED)
            .setOccupancy(Occupancy.OCCUPANCY_OCCUPIED);
    Instant lastWeek = desk.time().minus(Duration.ofDays(7));
    desk.cabinet.tells(
        FakeCabinet.about(stored)
            .setUtcMillis(lastWeek.toEpochMilli())
            .setDepositStored(DepositStored.getDefaultInstance()));
    desk.pass(Duration.ofSeconds(1));

    assertFalse(desk.view(deposit).overdue());
  }

  @Test
  void aGatewayWithAnOldCopyOfItsDataStillReachesTheCabinetWithItsGrants() {
    Desk.until(() -> !desk.cabinet.desired.isEmpty());
    desk.settle();
    desk.cabinet.disconnects();
    desk.cabinet.desired.clear();
    desk.cabinet.desiredVersion = 50;
    desk.cabinet.connects();
    Desk.until(() -> !desk.cabinet.desired.isEmpty());

    assertTrue(desk.cabinet.desired.getLast().getVersion() > 50, "or the cabinet ignores it");
  }

  @Test
  void aSenderThatThrowsIsTriedAgainLikeOneThatFails() {
    desk.messengerThrows = true;
    desk.stored("S");
    Desk.until(() -> desk.counts.getOrDefault(Count.MESSAGES_RETRIED, 0) == 1);
    desk.messengerThrows = false;
    desk.settle();
    desk.pass(Duration.ofSeconds(10));

    desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
  }

  @Test
  void aLinkIsNoWayToSendMessagesToTheWholeTown() {
    desk.stored("S");
    String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    int sent = 0;
    Outcome<NewDelegate> answer = delegate(token, 0);
    while (answer instanceof Outcome.Done<NewDelegate>(NewDelegate made) && sent < 30) {
      sent++;
      Desk.done(Desk.now(desk.core.pickups().revoke(token, made.id())));
      answer = delegate(token, sent);
    }

    assertEquals(Outcome.refused(Refusal.TOO_MANY_OPEN), answer);
    assertEquals(10, sent);
  }

  private Outcome<NewDelegate> delegate(String token, int number) {
    return Desk.now(desk.core.pickups().delegate(token, "137000000%02d".formatted(number)));
  }
}
