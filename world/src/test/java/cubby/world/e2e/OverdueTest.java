package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Messenger.Kind;
import cubby.world.e2e.CabinetWorld.Setup;
import cubby.world.e2e.Rider.Deposit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody collects: reminders come, then the item may go back. */
class OverdueTest {
  private static final String SECOND_RECIPIENT = "13900000003";

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // each story starts its own
  private CabinetWorld world;

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void aParcelIsRemindedOfAfterADayAndTakenBackAfterThree() throws Exception {
    world = CabinetWorld.start(folder);
    Rider rider = world.rider(Stories.RIDER);
    Deposit first = Stories.stored(world, rider, "S", Stories.RECIPIENT);
    String code = world.recipient(Stories.RECIPIENT).code();
    Deposit second = Stories.stored(world, rider, "S", SECOND_RECIPIENT);
    Holder recipient = world.recipient(SECOND_RECIPIENT);

    world.passes(Duration.ofHours(24));
    reminded(1);
    refusedFor(rider, first);
    world.passes(Duration.ofHours(48));
    overdue();
    assertEquals("WAITING", recipient.looks().path("state").asString());

    rider.does(first, "take-back").expect(200);
    world.atCabinet().seesDoor(first.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(first.compartment());
    world.manager().post("/deposits/" + second.id() + "/take-back", Map.of()).expect(200);
    world.atCabinet().seesDoor(second.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(second.compartment());

    gone(rider.sees(first, "TAKEN_BACK"), rider.sees(second, "TAKEN_BACK"));
    assertEquals("REFUSED", world.atCabinet().types(code).text("answer"));
    recipient.asks().expect(404);
    for (String phone : List.of(Stories.RECIPIENT, SECOND_RECIPIENT)) {
      assertEquals(
          List.of(Kind.DEPOSIT_READY, Kind.REMINDER, Kind.OVERDUE, Kind.TAKEN_BACK), got(phone));
    }
  }

  @Test
  void aMealIsRemindedOfTwiceAndOverdueAfterTwoHours() throws Exception {
    world = CabinetWorld.start(folder, Setup.MEAL);
    Rider rider = world.rider(Stories.RIDER);
    Deposit meal = Stories.stored(world, rider, "meal", "M", Stories.RECIPIENT);
    Deposit late = Stories.stored(world, rider, "meal", "M", SECOND_RECIPIENT);

    world.passes(Duration.ofMinutes(30));
    reminded(1);
    refusedFor(rider, meal);
    world.passes(Duration.ofMinutes(30));
    reminded(2);
    world.passes(Duration.ofMinutes(60));
    overdue();

    // Until somebody takes it back, the recipient may still come.
    world.recipient(SECOND_RECIPIENT).opens().expect(202);
    world.atCabinet().seesDoor(late.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(late.compartment());
    rider.sees(late, "COLLECTED");
    rider.does(late, "take-back").expectProblem(409, "wrong-state");
    rider.does(meal, "take-back").expect(200);
    world.atCabinet().seesDoor(meal.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(meal.compartment());
    gone(rider.sees(meal, "TAKEN_BACK"));
    assertEquals(
        List.of(Kind.DEPOSIT_READY, Kind.REMINDER, Kind.REMINDER, Kind.OVERDUE, Kind.TAKEN_BACK),
        got(Stories.RECIPIENT));
  }

  private void reminded(int times) {
    for (String phone : List.of(Stories.RECIPIENT, SECOND_RECIPIENT)) {
      String unused = world.inbox().text(phone, Kind.REMINDER, times);
      assertEquals(times, world.inbox().on(phone, Kind.REMINDER).size());
    }
  }

  private void overdue() {
    for (String phone : List.of(Stories.RECIPIENT, SECOND_RECIPIENT)) {
      String unused = world.inbox().text(phone, Kind.OVERDUE, 1);
    }
    assertEquals(
        2,
        world
            .manager()
            .get("/manager/deposits?overdue=true")
            .expect(200)
            .body()
            .path("deposits")
            .size());
  }

  /** Beyond second thoughts and not yet overdue, what lies there is the recipient's. */
  private void refusedFor(Rider rider, Deposit deposit) {
    assertFalse(rider.looks(deposit).all().path("canTakeBack").asBoolean());
    rider.does(deposit, "take-back").expectProblem(409, "wrong-state");
    world
        .manager()
        .post("/deposits/" + deposit.id() + "/take-back", Map.of())
        .expectProblem(409, "wrong-state");
  }

  private static void gone(Deposit... deposits) {
    for (Deposit deposit : deposits) {
      assertEquals(1, Stories.times(deposit.all(), "OVERDUE"));
      assertEquals(1, Stories.times(deposit.all(), "TAKEN_BACK"));
      assertTrue(deposit.all().path("overdue").asBoolean());
    }
  }

  /** All that came to a phone, in order. */
  private List<Kind> got(String phone) {
    Await.until("the last message", () -> world.inbox().on(phone, Kind.TAKEN_BACK).size() == 1);
    return Stream.of(Kind.values())
        .flatMap(kind -> world.inbox().on(phone, kind).stream())
        .map(message -> message.kind())
        .toList();
  }
}
