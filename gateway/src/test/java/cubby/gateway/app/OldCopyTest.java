package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.usecase.DepositView;
import cubby.wire.v1.CompartmentFreed;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DepositCollected;
import cubby.wire.v1.DoorClosed;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.Event;
import cubby.wire.v1.How;
import cubby.wire.v1.Occupancy;
import cubby.wire.v1.Tenancy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's data was restored from an old copy: the cabinet knows more than it does. */
class OldCopyTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void aCabinetIsConnected() {
    desk = new Desk(folder);
    desk.cabinet.confirmed = 0;
    desk.cabinet.connects();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  /** So many events were told and confirmed, of which this gateway's data knows nothing. */
  private void lost(int events) {
    desk.cabinet.disconnects();
    desk.cabinet.sequence += events;
    desk.cabinet.confirmed = desk.cabinet.sequence;
  }

  private static Event.Builder closed(int number) {
    return FakeCabinet.about(FakeCabinet.free(number))
        .setDoorClosed(DoorClosed.getDefaultInstance());
  }

  private static boolean tellsOfTheLoss(DepositView view) {
    return view.history().stream().anyMatch(line -> line.what().equals("FACTS_LOST"));
  }

  @Test
  void theStreamGoesOnBehindTheGapWhichIsOnRecord() {
    desk.cabinet.tells(closed(4));
    lost(40);
    desk.cabinet.connects();

    assertEquals(41, desk.cabinet.committed.getLast());
    desk.cabinet.tells(closed(4));
    assertEquals(42, desk.cabinet.committed.getLast());
    assertEquals(1, desk.counts.get(Count.STREAM_GAPS));
    assertEquals(null, desk.counts.get(Count.EVENTS_GAP));
    desk.cabinet.disconnects();
    desk.cabinet.connects();
    assertEquals(1, desk.counts.get(Count.STREAM_GAPS), "it is noticed once");
  }

  @Test
  void anOrderThatTheCabinetHasYetToLookAtIsNotGivenUp() {
    String coming = desk.begun("S").id();
    lost(9);
    desk.cabinet.connects();
    desk.settle();

    assertEquals(1, desk.counts.get(Count.STREAM_GAPS));
    assertEquals("OPENING", desk.view(coming).state());
  }

  @Test
  void whatTheCompartmentsHoldNowIsWhatBecameOfTheDeposits() {
    String gone = desk.stored("M");
    String open = desk.begun("L").id();
    desk.cabinet.opensForDeposit();
    String never = desk.begun("S").id();
    lost(9);
    desk.cabinet.actionSequence = 70;
    desk.cabinet.states.put(3, FakeCabinet.free(3).build());
    desk.cabinet.states.put(
        4,
        FakeCabinet.free(4)
            .setTenancy(Tenancy.TENANCY_STORED)
            .setDepositId(open)
            .setOccupancy(Occupancy.OCCUPANCY_OCCUPIED)
            .build());
    desk.cabinet.connects();
    desk.settle();

    assertEquals("FAILED", desk.view(gone).state());
    assertEquals("LOST", desk.view(gone).reason());
    assertEquals("STORED", desk.view(open).state());
    assertEquals("FAILED", desk.view(never).state());
    assertTrue(tellsOfTheLoss(desk.view(gone)), "its history says why");
    assertTrue(tellsOfTheLoss(desk.view(open)), "its history says why");
    Desk.until(() ->
        desk.messages.stream()
                .filter(message -> message.kind() == Messenger.Kind.DEPOSIT_READY)
                .count()
            == 2);
  }

  @Test
  void theEventsThatTheCabinetStillHasAreHeardBeforeAnythingIsCalledLost() {
    String deposit = desk.stored("M");
    CompartmentState.Builder grace =
        FakeCabinet.free(3).setTenancy(Tenancy.TENANCY_GRACE).setDepositId(deposit);
    desk.cabinet.states.put(3, FakeCabinet.free(3).build());
    lost(9);
    long confirmed = desk.cabinet.sequence;
    desk.cabinet.sequence += 2;
    desk.cabinet.connects();
    assertEquals("STORED", desk.view(deposit).state());
    desk.cabinet.sequence = confirmed;
    desk.cabinet.tells(
        FakeCabinet.about(grace)
            .setDepositCollected(DepositCollected.newBuilder().setHow(How.HOW_CODE_AT_SCREEN)),
        FakeCabinet.about(FakeCabinet.free(3))
            .setDepositId(deposit)
            .setCompartmentFreed(CompartmentFreed.getDefaultInstance()));

    assertEquals("COLLECTED", desk.view(deposit).state());
  }

  @Test
  void whatIsStillMissingBehindThoseEventsIsLostThen() {
    String deposit = desk.stored("M");
    lost(9);
    long confirmed = desk.cabinet.sequence;
    desk.cabinet.states.put(3, FakeCabinet.free(3).build());
    desk.cabinet.sequence += 1;
    desk.cabinet.connects();
    assertEquals("STORED", desk.view(deposit).state());
    desk.cabinet.sequence = confirmed;
    desk.cabinet.tells(closed(1));

    assertEquals("LOST", desk.view(deposit).reason());
  }

  @Test
  void ordersAndDesiredStatesGoOnAboveWhatTheCabinetKnows() {
    Desk.until(() -> !desk.cabinet.desired.isEmpty());
    long version = desk.cabinet.desired.getLast().getVersion();
    lost(5);
    desk.cabinet.actionSequence = 70;
    desk.cabinet.connects();
    desk.begun("S");

    assertEquals(71, desk.cabinet.ordered(1).getSequence());
    Desk.until(() -> desk.cabinet.desired.getLast().getVersion() > version);
  }

  @Test
  void aHelloThatContradictsItselfIsRefused() {
    desk.cabinet.disconnects();
    desk.cabinet.confirmed = desk.cabinet.sequence + 3;
    desk.cabinet.connects();

    assertEquals(1, desk.counts.get(Count.HELLOS_REFUSED));
  }

  @Test
  void aDoorFoundOpenForADepositIsItsOpening() {
    String deposit = desk.begun("S").id();
    int number = desk.cabinet.newest().getOpen().getCompartment();
    lost(2);
    desk.cabinet.states.put(
        number,
        FakeCabinet.free(number)
            .setTenancy(Tenancy.TENANCY_DEPOSITING)
            .setDepositId(deposit)
            .setDoor(DoorPosition.DOOR_POSITION_OPEN)
            .build());
    desk.cabinet.connects();

    assertEquals("OPEN", desk.view(deposit).state());
  }
}
