package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.adapter.store.SqliteRows;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.Refusal;
import cubby.wire.v1.Action;
import cubby.wire.v1.How;
import cubby.wire.v1.Occupancy;
import cubby.wire.v1.PickupNotTaken;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.Tenancy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a manager does about items left behind and sensors that are wrong. */
class ManagerStoryTest {
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

  private Outcome<Boolean> opens(int number) {
    return Desk.now(
        desk.core.cabinets().open(Desk.MANAGER, Desk.CABINET, number, "somebody called"));
  }

  private Outcome<Boolean> declares(int number) {
    return Desk.now(
        desk.core
            .cabinets()
            .declareCollected(Desk.MANAGER, Desk.CABINET, number, "the sensor is stuck"));
  }

  @Test
  void aCompartmentThatNobodyHasIsOpenedForAReasonThatIsKept() {
    assertTrue(Desk.done(opens(2)));
    Action action = desk.cabinet.ordered(1);

    assertEquals(Purpose.PURPOSE_SERVICE, action.getOpen().getPurpose());
    assertEquals(2, action.getOpen().getCompartment());
    assertEquals(
        List.of("manager:chief somebody called"),
        SqliteRows.strings(
            folder.resolve("cubby.db"), "SELECT actor || ' ' || reason FROM actions"));
    assertEquals(Outcome.refused(Refusal.NOT_FOUND), opens(99));
    assertEquals(List.of("2 OPEN manager:chief: somebody called, PENDING"), orders());
  }

  private List<String> orders() {
    return Desk.now(desk.core.cabinets().all()).getFirst().orders().stream()
        .map(o ->
            "%d %s %s: %s, %s".formatted(o.compartment(), o.what(), o.by(), o.reason(), o.state()))
        .toList();
  }

  private boolean isDoubtful(int number) {
    return Desk.now(desk.core.cabinets().all()).getFirst().compartments().stream()
        .anyMatch(c -> c.number() == number && c.occupancyDoubtful());
  }

  @Test
  void nobodyOpensWhatWaitsForARecipient() {
    desk.stored("M");
    assertEquals(Outcome.refused(Refusal.WRONG_STATE), opens(3));
    assertEquals(1, desk.cabinet.actions.size());
  }

  @Test
  void anItemThatThisGatewayKnowsNothingOfIsTakenOut() {
    desk.cabinet.disconnects();
    desk.cabinet.states.put(
        3,
        FakeCabinet.free(3)
            .setTenancy(Tenancy.TENANCY_STORED)
            .setDepositId("forgotten")
            .setOccupancy(Occupancy.OCCUPANCY_OCCUPIED)
            .build());
    desk.cabinet.connects();
    assertTrue(Desk.done(opens(3)));

    assertEquals(Purpose.PURPOSE_TAKE_BACK, desk.cabinet.ordered(1).getOpen().getPurpose());
    assertEquals("forgotten", desk.cabinet.ordered(1).getOpen().getDepositId());
  }

  @Test
  void theRecipientIsToldThatTheSensorStillSeesTheItemAndAManagerEndsIt() {
    String deposit = desk.stored("M");
    String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    assertEquals(false, isDoubtful(3));
    assertEquals(false, Desk.done(Desk.now(desk.core.pickups().view(token))).stillSeen());
    Desk.done(Desk.now(desk.core.pickups().open(token, true)));
    desk.cabinet.ordered(2);
    desk.cabinet.opensToTakeOut();
    desk.cabinet.tells(
        desk.cabinet.stored(deposit).setPickupNotTaken(PickupNotTaken.getDefaultInstance()));
    assertEquals(true, Desk.done(Desk.now(desk.core.pickups().view(token))).stillSeen());
    assertTrue(isDoubtful(3), "the staff sees it too, without any quarantine");

    assertTrue(Desk.done(declares(3)));
    Action release = desk.cabinet.ordered(3);
    assertEquals(deposit, release.getRelease().getDepositId());
    desk.cabinet.isCollected(deposit, "", How.HOW_DECLARED);
    assertEquals(false, isDoubtful(3));
    assertTrue(orders().getFirst().startsWith("3 COLLECTED manager:chief: the sensor is stuck"));
    assertEquals("COLLECTED", desk.view(deposit).state());
    List<String> lines = desk.view(deposit).history().stream().map(line -> line.what()).toList();
    assertTrue(lines.containsAll(List.of("DECLARE_ASKED", "COLLECTED_DECLARED")), lines::toString);
    assertEquals(Outcome.refused(Refusal.WRONG_STATE), declares(3));
  }

  @Test
  void anOlderAgentTakesTheDeclarationForAPlainReleaseAndTheDepositStays() {
    String deposit = desk.stored("M");
    desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    Desk.done(declares(3));
    Action release = desk.cabinet.ordered(2);
    desk.cabinet.tells(
        FakeCabinet.finished(
            release, desk.cabinet.stored(deposit).getAfter().toBuilder(), FakeCabinet.done()));

    assertEquals("STORED", desk.view(deposit).state(), "an order is no fact of the item");
    assertTrue(Desk.done(declares(3)), "and may be given again");
  }
}
