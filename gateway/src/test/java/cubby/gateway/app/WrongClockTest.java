package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.usecase.PickupUseCases.PickupView;
import cubby.wire.v1.Action;
import cubby.wire.v1.How;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway's wall clock is set while it runs, or wrong from the start (ADR 142). */
class WrongClockTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {-24, 24})
  void aStepAfterTheHelloMakesNoItemOverdueAndEndsNoGrace(long hours) {
    try (Desk desk = new Desk(folder)) {
      desk.cabinet.connects();
      desk.wallClockStep = Duration.ofHours(hours);
      String deposit = desk.stored("S");
      desk.pass(Duration.ofSeconds(1));
      assertEquals(
          desk.time().plus(desk.wallClockStep).minusSeconds(1), desk.view(deposit).storedAt());
      assertFalse(desk.view(deposit).overdue());

      String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
      collect(desk, deposit, token);
      desk.pass(Duration.ofSeconds(60));
      assertNotNull(view(desk, token).reopenUntil(), "the grace has a minute left");
    }
  }

  @Test
  void noDoorOpensForWhoLeftThoughTheWallClockStandsStill() throws Exception {
    try (Desk desk = new Desk(folder)) {
      desk.cabinet.connects();
      String deposit = desk.begun("S").id();
      desk.pass(Duration.ofSeconds(60));
      desk.wallClockStep = Duration.ofSeconds(-60);
      int orders = desk.cabinet.actions.size();
      desk.cabinet.jams();
      assertEquals("FAILED", desk.view(deposit).state());
      assertEquals(orders, desk.cabinet.actions.size());
    }
  }

  @Test
  void aGatewayThatLivesInThePastDoesEverythingOfItsTime() {
    try (Desk desk = new Desk(folder)) {
      desk.wallClockStep = Duration.between(desk.time(), Instant.EPOCH.plusSeconds(60));
      desk.cabinet.connects();
      String deposit = desk.stored("S");
      desk.pass(Duration.ofSeconds(1));
      assertEquals("STORED", desk.view(deposit).state());
      assertEquals(Instant.EPOCH.plusSeconds(60), desk.view(deposit).storedAt());
      assertFalse(desk.view(deposit).overdue());
      String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
      collect(desk, deposit, token);
      assertNotNull(view(desk, token).reopenUntil());
      assertEquals("COLLECTED", desk.view(deposit).state());
    }
  }

  @Test
  void anOrderOfTheFutureIsRepeatedOnceTheClockIsRight() {
    try (Desk desk = new Desk(folder)) {
      desk.cabinet.connects();
      desk.wallClockStep = DAY;
      desk.begun("S");
      desk.cabinet.ordered(1);
      desk.wallClockStep = Duration.ZERO;
      desk.pass(Duration.ofSeconds(40));
      assertEquals(desk.cabinet.ordered(1), desk.cabinet.ordered(2));
    }
  }

  @Test
  void aTextPutOffByAClockADayAheadIsSentOnceTheClockIsRight() {
    try (Desk desk = new Desk(folder)) {
      desk.cabinet.connects();
      desk.wallClockStep = DAY;
      desk.messengerWorks = false;
      desk.stored("S");
      Desk.until(() -> desk.counts.getOrDefault(Count.MESSAGES_RETRIED, 0) == 1);
      desk.settle();
      desk.messengerWorks = true;
      desk.wallClockStep = Duration.ZERO;
      desk.pass(Duration.ofSeconds(1));
      desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    }
  }

  private static void collect(Desk desk, String deposit, String token) {
    Desk.done(Desk.now(desk.core.pickups().open(token, true)));
    Action pickup = desk.cabinet.ordered(2);
    desk.cabinet.opensToTakeOut();
    desk.cabinet.isCollected(deposit, pickup.getOpen().getRightId(), How.HOW_ONLINE);
  }

  private static PickupView view(Desk desk, String token) {
    return Desk.done(Desk.now(desk.core.pickups().view(token)));
  }
}
