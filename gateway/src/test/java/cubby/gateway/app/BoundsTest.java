package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.adapter.vault.FileVault;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Messages.MessageRow;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.Refusal;
import cubby.wire.Topic;
import cubby.wire.v1.DoorClosed;
import cubby.wire.v1.EventBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is full refuses at once and counts it; what was taken in is done, once and in order. */
class BoundsTest {
  @TempDir Path folder;
  private final CountDownLatch hold = new CountDownLatch(1);
  private final List<CompletionStage<?>> accepted = new ArrayList<>();
  private Desk desk;

  @BeforeEach
  void aCabinetIsConnected() {
    desk = new Desk(folder);
    desk.cabinet.connects();
    desk.settle();
  }

  @AfterEach
  void close() {
    hold.countDown();
    desk.close();
  }

  @Test
  void anIntakeWithoutRoomDropsWhatComesAndAppliesWhatItHas() {
    Intake intake = new Intake(desk.store, what -> desk.counts.merge(what, 1, Integer::sum));
    List<Integer> applied = new ArrayList<>();
    writerIsBusy();
    for (int i = 0; i < Intake.MAX_WAITING; i++) {
      accepted.add(intake.take(new Numbered(i, applied), 1));
    }
    assertFalse(accepted.getLast().toCompletableFuture().isDone());
    for (int i = 0; i < 3; i++) {
      assertDone(intake.take(new Numbered(-1, applied), 1));
    }
    assertEquals(3, desk.counts.get(Count.UPLINKS_OVERLOADED));
    writerGoesOn();

    assertEquals(IntStream.range(0, Intake.MAX_WAITING).boxed().toList(), applied);
    assertEquals(Intake.MAX_WAITING, desk.counts.get(Count.TELEMETRY));
    Desk.now(intake.take(new Numbered(-2, applied), 1));
    assertEquals(-2, applied.getLast(), "there is room again");
    assertEquals(3, desk.counts.get(Count.UPLINKS_OVERLOADED));
  }

  @Test
  void anIntakeIsAlsoFullByTheBytesItHolds() {
    Intake intake = new Intake(desk.store, what -> desk.counts.merge(what, 1, Integer::sum));
    List<Integer> applied = new ArrayList<>();
    writerIsBusy();
    accepted.add(intake.take(new Numbered(1, applied), (int) Intake.MAX_WAITING_BYTES));
    assertDone(intake.take(new Numbered(2, applied), 1));
    assertEquals(1, desk.counts.get(Count.UPLINKS_OVERLOADED));
    writerGoesOn();

    Desk.now(intake.take(new Numbered(3, applied), (int) Intake.MAX_WAITING_BYTES));
    assertEquals(List.of(1, 3), applied);
  }

  @Test
  void behindAFullWriterAnEventIsCountedAndNeverConfirmedAndThePersonIsRefused() {
    desk.cabinet.committed.clear();
    writerIsBusy();
    CompletionStage<Boolean> write = desk.store.write(_ -> true);
    while (!write.toCompletableFuture().isCompletedExceptionally()) {
      accepted.add(write);
      write = desk.store.write(_ -> true);
    }
    assertDone(desk.core.inbox().received(Desk.CABINET, Topic.EVENTS, closed()));
    assertEquals(1, desk.counts.get(Count.UPLINKS_OVERLOADED));
    assertEquals(Outcome.refused(Refusal.OVERLOADED), desk.begin(Desk.RIDER, "S"));
    writerGoesOn();
    assertEquals(List.of(), desk.cabinet.committed, "what was dropped was not confirmed");
    assertTrue(desk.cabinet.actions.isEmpty(), "nobody was told of this deposit");

    desk.cabinet.says(Topic.EVENTS, closed());
    assertEquals(List.of(1L), desk.cabinet.committed);
    assertEquals(1, desk.counts.get(Count.EVENTS_APPLIED));
    assertNull(desk.counts.get(Count.UPLINKS_LOST));
  }

  @Test
  void whatAConnectionsFullQueueRefusedIsCountedAndSentAgain() {
    Desk.until(() -> !desk.cabinet.desired.isEmpty());
    desk.cabinet.desired.clear();
    desk.cabinet.queueFull = true;
    String deposit = desk.begun("S").id();
    Desk.until(() -> desk.counts.containsKey(Count.ACTIONS_NOT_SENT));
    Desk.until(() -> desk.counts.containsKey(Count.DESIRED_NOT_SENT));
    int desiredSent = desk.counts.getOrDefault(Count.DESIRED_SENT, 0);
    assertNull(desk.counts.get(Count.ACTIONS_SENT));
    assertEquals("OPENING", desk.view(deposit).state());

    desk.cabinet.queueFull = false;
    desk.pass(Duration.ofSeconds(40));
    assertEquals(deposit, desk.cabinet.ordered(1).getOpen().getDepositId());
    Desk.until(() -> !desk.cabinet.desired.isEmpty());
    Desk.until(() -> desk.counts.getOrDefault(Count.DESIRED_SENT, 0) > desiredSent);
    desk.cabinet.opensForDeposit();
    assertEquals("OPEN", desk.view(deposit).state());
  }

  @Test
  void messagesBeyondThoseUnderWayStayDueAndNoneIsLost() {
    int all = MessageDesk.MAX_UNDER_WAY + 10;
    Vault vault = FileVault.open(folder.resolve("vault.key"));
    CompletableFuture<Void> answer = new CompletableFuture<>();
    desk.messengerHolds = answer;
    Desk.now(
        desk.store.write(tx -> {
          for (int i = 0; i < all; i++) {
            addMessage(tx, vault, i);
          }
          return true;
        }));
    for (int i = 0; i < 3; i++) {
      desk.pass(Duration.ofSeconds(1));
    }
    Desk.until(() -> desk.messages.size() == MessageDesk.MAX_UNDER_WAY);
    desk.settle();
    assertEquals(MessageDesk.MAX_UNDER_WAY, desk.messages.size());
    assertNull(desk.counts.get(Count.MESSAGES_SENT));

    desk.messengerHolds = null;
    answer.complete(null);
    Desk.until(() -> desk.counts.getOrDefault(Count.MESSAGES_SENT, 0) >= MessageDesk.MAX_UNDER_WAY);
    desk.settle();
    desk.pass(Duration.ofSeconds(1));
    Desk.until(() -> desk.counts.getOrDefault(Count.MESSAGES_SENT, 0) >= all);
    assertEquals(all, desk.messages.stream().map(Messenger.Message::id).distinct().count());
  }

  private void addMessage(Tx tx, Vault vault, int number) {
    tx.messages()
        .add(
            new MessageRow(
                "m" + number,
                Messenger.Kind.REMINDER,
                "",
                "en",
                vault.seal("13900000000"),
                vault.seal("text " + number),
                0,
                desk.time(),
                desk.time()));
  }

  private void writerIsBusy() {
    CountDownLatch entered = new CountDownLatch(1);
    accepted.add(desk.store.write(_ -> entered(entered)));
    try {
      entered.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean entered(CountDownLatch entered) {
    entered.countDown();
    try {
      hold.await();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void writerGoesOn() {
    hold.countDown();
    accepted.forEach(Desk::now);
  }

  private static void assertDone(CompletionStage<Void> stage) {
    assertTrue(stage.toCompletableFuture().isDone(), "answered at once");
  }

  private static byte[] closed() {
    return EventBatch.newBuilder()
        .addEvents(
            FakeCabinet.about(FakeCabinet.free(1))
                .setSequence(1)
                .setEpoch(1)
                .setDoorClosed(DoorClosed.getDefaultInstance()))
        .build()
        .toByteArray();
  }

  /** Tells its number where it is applied. */
  private record Numbered(int number, List<Integer> applied) implements Intake.Uplink {
    @Override
    public Count apply(Tx tx) {
      applied.add(number);
      return Count.TELEMETRY;
    }

    @Override
    public Count keep(Tx tx, RuntimeException failure) {
      throw failure;
    }
  }
}
