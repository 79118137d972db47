package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.wire.Topic;
import cubby.wire.v1.Action;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.ActionResult;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.CompartmentFreed;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DesiredApplied;
import cubby.wire.v1.DoorClosed;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.Hello;
import cubby.wire.v1.RefusalReason;
import cubby.wire.v1.Size;
import cubby.wire.v1.Tenancy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CabinetStreamTest {
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
  void aRepeatedBatchIsAcknowledgedAgainAndChangesNothing() {
    String deposit = desk.begun("S").id();
    desk.cabinet.opensForDeposit();
    desk.cabinet.closesOver(deposit);
    byte[] batch = desk.cabinet.tells(closed(4));
    desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    int lines = desk.view(deposit).history().size();
    int acknowledged = desk.cabinet.committed.size();

    desk.cabinet.says(Topic.EVENTS, batch);

    assertEquals(1, desk.counts.get(Count.EVENTS_DUPLICATE));
    assertEquals(acknowledged + 1, desk.cabinet.committed.size());
    assertEquals(desk.cabinet.sequence, desk.cabinet.committed.getLast());
    assertEquals(lines, desk.view(deposit).history().size());
  }

  @Test
  void aHelloThatIsRepeatedLateIsNoLostJournal() {
    byte[] early = desk.cabinet.hello();
    String deposit = desk.stored("S");
    long through = desk.cabinet.sequence;

    desk.cabinet.says(Topic.HELLO, early);

    assertFalse(desk.counts.containsKey(Count.STREAMS_RESTARTED));
    assertEquals("STORED", desk.view(deposit).state());
    assertEquals(through, desk.cabinet.committed.getLast());
    desk.cabinet.tells(closed(4));
    assertEquals(through + 1, desk.cabinet.committed.getLast());
  }

  @Test
  void aBatchThatOverlapsIsAppliedFromWhereWeAre() {
    String deposit = desk.begun("S").id();
    desk.cabinet.opensForDeposit();
    int lines = desk.view(deposit).history().size();
    Event known = closed(4).setSequence(3).build();
    Event fresh = closed(4).setSequence(4).build();

    desk.cabinet.says(
        Topic.EVENTS,
        EventBatch.newBuilder().addEvents(known).addEvents(fresh).build().toByteArray());

    assertEquals(4, desk.cabinet.committed.getLast());
    assertEquals(lines, desk.view(deposit).history().size());
  }

  @Test
  void whatAHelloToldAndTheJournalThenLostIsNotKept() throws Exception {
    desk.cabinet.tells(closed(1));
    String deposit = "nkym2b582cqaz7pghtvm";
    CompartmentState grace =
        FakeCabinet.free(2).setTenancy(Tenancy.TENANCY_GRACE).setDepositId(deposit).build();
    Hello before =
        Hello.parseFrom(desk.cabinet.hello()).toBuilder()
            .setEpoch(8)
            .setFirstEventOfEpoch(2)
            .setLastEventSequence(5)
            .build();
    desk.cabinet.states.put(2, grace);
    desk.cabinet.says(
        Topic.HELLO, before.toBuilder().clearStates().addStates(grace).build().toByteArray());
    Hello lost = before.toBuilder().setEpoch(9).setLastEventSequence(2).build();
    desk.cabinet.says(
        Topic.HELLO, lost.toBuilder().clearStates().addStates(grace).build().toByteArray());
    desk.cabinet.tells(closed(1));
    desk.cabinet.tells(
        FakeCabinet.about(FakeCabinet.free(2))
            .setCompartmentFreed(CompartmentFreed.getDefaultInstance()));
    desk.settle();

    Compartment freed =
        Desk.now(desk.store.read(tx -> tx.compartments().find(Desk.CABINET, 2).orElseThrow()));
    assertEquals(cubby.gateway.domain.cabinet.Tenancy.FREE, freed.state().tenancy());
  }

  @Test
  void aVersionThatNobodyCountsToIsNotBelieved() throws Exception {
    Hello odd =
        Hello.parseFrom(desk.cabinet.hello()).toBuilder()
            .setDesiredVersion(Long.MAX_VALUE)
            .setActionSequence(Long.MAX_VALUE)
            .build();
    desk.cabinet.says(Topic.HELLO, odd.toByteArray());
    desk.settle();
    var row = Desk.now(desk.store.read(tx -> tx.cabinets().find(Desk.CABINET).orElseThrow()));

    assertEquals(0, row.desiredApplied());
    assertTrue(row.nextDesired("").desiredVersion() > row.desiredVersion());
    assertTrue(row.nextAction().actionSequence() > 0);
  }

  @Test
  void aGapIsRefusedAndTheCabinetIsToldWhereToGoOn() {
    desk.cabinet.tells(closed(1));
    desk.cabinet.sequence += 5;
    desk.cabinet.tells(closed(1));

    assertEquals(1, desk.counts.get(Count.EVENTS_GAP));
    assertEquals(1, desk.cabinet.committed.getLast());
    desk.cabinet.sequence = 1;
    desk.cabinet.tells(closed(1));
    assertEquals(2, desk.cabinet.committed.getLast());
  }

  @ParameterizedTest
  @EnumSource(names = {"ACTION_RESULT_DONE", "ACTION_RESULT_OUTCOME_UNKNOWN"})
  void anOpeningIsOverWhereItsCompartmentIsFreeAgain(ActionResult result) {
    String deposit = desk.begun("S").id();
    Action action = desk.cabinet.ordered(1);
    // What became of it was told and lost; asked again, the cabinet tells its first result once
    // more.
    desk.cabinet.tells(
        FakeCabinet.about(FakeCabinet.free(action.getOpen().getCompartment()))
            .setActionFinished(
                ActionFinished.newBuilder().setActionId(action.getId()).setResult(result)));

    assertEquals("FAILED", desk.view(deposit).state());
  }

  @Test
  void garbageIsCountedAndTheStreamGoesOn() {
    byte[] garbage = "not a message at all".getBytes(StandardCharsets.UTF_8);
    desk.cabinet.says(Topic.EVENTS, garbage);
    desk.cabinet.says(Topic.HELLO, garbage);
    desk.cabinet.says(Topic.TELEMETRY, garbage);
    desk.cabinet.says(Topic.EVENTS, new byte[0]);
    desk.cabinet.says(Topic.ACTIONS, new byte[0]);
    Hello twice =
        Hello.newBuilder()
            .setEpoch(1)
            .addCompartments(CompartmentDescription.newBuilder().setNumber(1).setSize(Size.SIZE_S))
            .addCompartments(CompartmentDescription.newBuilder().setNumber(1).setSize(Size.SIZE_S))
            .build();
    desk.cabinet.says(Topic.HELLO, twice.toByteArray());

    assertEquals(2, desk.counts.get(Count.EVENTS_MALFORMED));
    assertEquals(2, desk.counts.get(Count.HELLOS_REFUSED));
    assertEquals(1, desk.counts.get(Count.TELEMETRY_REFUSED));
    assertEquals(1, desk.counts.get(Count.UPLINKS_UNKNOWN));
    desk.cabinet.tells(closed(1));
    assertEquals(1, desk.cabinet.committed.getLast());
  }

  @Test
  void anEventWithoutSenseIsKeptAndCountedAndNeverStopsTheStream() {
    desk.cabinet.tells(Event.newBuilder());
    desk.cabinet.tells(closed(1).setDepositId("nobody").setRightId("nothing"));
    desk.cabinet.tells(closed(1).setAfter(FakeCabinet.free(400)));

    assertEquals(3, desk.counts.get(Count.EVENTS_IMPOSSIBLE));
    assertEquals(3, desk.cabinet.committed.getLast());
  }

  @Test
  void anEventThatCannotBeAppliedIsSetAsideAndTheRestOfItsBatchCounts() {
    String poisoned = desk.begun("S").id();
    desk.cabinet.opensForDeposit();
    String sound = desk.begun("M").id();
    desk.cabinet.opensForDeposit();
    desk.ruinPhoneOf(poisoned);
    desk.cabinet.tells(desk.cabinet.stored(poisoned), desk.cabinet.stored(sound), closed(4));

    assertEquals("OPEN", desk.view(poisoned).state());
    assertEquals("STORED", desk.view(sound).state());
    assertEquals(desk.cabinet.sequence, desk.cabinet.committed.getLast());
    assertEquals(1, desk.counts.get(Count.EVENTS_SET_ASIDE));
    assertTrue(
        desk.view(poisoned).history().stream()
            .anyMatch(line -> line.what().equals("FACT_SET_ASIDE")),
        "its history tells of it");
    desk.cabinet.tells(closed(4));
    assertEquals(desk.cabinet.sequence, desk.cabinet.committed.getLast());
  }

  @Test
  void anotherCabinetsDepositAndActionAreNotTouched() {
    String deposit = desk.begun("S").id();
    Action action = desk.cabinet.ordered(1);
    Desk.now(desk.core.enrolment().enrol("parcel-2"));
    Event forged =
        Event.newBuilder()
            .setSequence(1)
            .setActionFinished(
                FakeCabinet.done()
                    .setActionId(action.getId())
                    .setResult(ActionResult.ACTION_RESULT_EXPIRED))
            .build();
    Desk.now(
        desk.core
            .inbox()
            .received(
                "parcel-2",
                Topic.EVENTS,
                EventBatch.newBuilder().addEvents(forged).build().toByteArray()));

    assertEquals("OPENING", desk.view(deposit).state());
  }

  @Test
  void aPendingActionIsSentAgainByteForByteAfterEachHello() {
    String deposit = desk.begun("S").id();
    Action first = desk.cabinet.ordered(1);
    desk.cabinet.disconnects();
    desk.cabinet.epoch++;
    desk.cabinet.connects();

    assertEquals(first, desk.cabinet.ordered(2));
    desk.cabinet.tells(
        FakeCabinet.finished(
            first,
            FakeCabinet.free(2),
            ActionFinished.newBuilder()
                .setResult(ActionResult.ACTION_RESULT_REFUSED)
                .setReason(RefusalReason.REFUSAL_REASON_STALE_EPOCH)));
    assertEquals("FAILED", desk.view(deposit).state());
    assertEquals("NOT_OPENED_IN_TIME", desk.view(deposit).reason());
    desk.cabinet.disconnects();
    desk.cabinet.connects();
    desk.settle();
    assertEquals(2, desk.cabinet.actions.size(), "a final result ends the sending");
  }

  @Test
  void anOrderWithoutResultIsCalledUnknownAfterAMinute() {
    String deposit = desk.begun("S").id();
    desk.cabinet.disconnects();
    desk.pass(Duration.ofSeconds(61));

    assertEquals("UNKNOWN", desk.view(deposit).door());
    assertEquals("OPENING", desk.view(deposit).state());
  }

  @Test
  void theDesiredStateIsSentUntilItIsApplied() {
    desk.stored("S");
    Desk.until(() -> desk.cabinet.desired.getLast().getGrantsCount() == 1);
    int sent = desk.cabinet.desired.size();
    long version = desk.cabinet.desired.getLast().getVersion();

    desk.pass(Duration.ofSeconds(31));
    Desk.until(() -> desk.cabinet.desired.size() == sent + 1);
    assertEquals(version, desk.cabinet.desired.getLast().getVersion());
    desk.cabinet.tells(
        Event.newBuilder().setDesiredApplied(DesiredApplied.newBuilder().setVersion(version)));
    desk.pass(Duration.ofSeconds(31));
    assertEquals(sent + 1, desk.cabinet.desired.size());
  }

  @Test
  void aReplacedControllerBeginsANewStreamAndLosesWhatItDoesNotKnow() {
    String deposit = desk.stored("S");
    desk.cabinet.disconnects();
    desk.cabinet.sequence = 0;
    desk.cabinet.states.replaceAll((number, _) -> FakeCabinet.free(number).build());
    desk.cabinet.connects();
    desk.settle();

    assertEquals(1, desk.counts.get(Count.STREAMS_RESTARTED));
    assertEquals("FAILED", desk.view(deposit).state());
    assertEquals("LOST", desk.view(deposit).reason());
    desk.cabinet.tells(closed(1));
    assertEquals(1, desk.cabinet.committed.getLast());
  }

  @Test
  void whatWasAcknowledgedIsThereAfterARestartOfTheGateway() {
    String deposit = desk.stored("S");
    long through = desk.cabinet.committed.getLast();
    long actions = desk.cabinet.newest().getSequence();
    FakeCabinet before = desk.cabinet;
    desk.close();

    desk = new Desk(folder);
    assertEquals("STORED", desk.view(deposit).state());
    assertTrue(desk.core.enrolment().isEnrolled(Desk.CABINET));
    assertFalse(desk.core.enrolment().authenticate(Desk.CABINET, new byte[0]));
    desk.cabinet.states.putAll(before.states);
    desk.cabinet.sequence = before.sequence;
    desk.cabinet.connects();
    Desk.until(() -> !desk.cabinet.committed.isEmpty());
    assertEquals(through, desk.cabinet.committed.getLast());
    desk.begun("M");
    assertEquals(actions + 1, desk.cabinet.ordered(1).getSequence());
  }

  private static Event.Builder closed(int number) {
    return FakeCabinet.about(FakeCabinet.free(number))
        .setDoorClosed(DoorClosed.getDefaultInstance());
  }
}
