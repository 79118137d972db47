package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.gateway.adapter.store.SqliteRows;
import cubby.gateway.adapter.store.SqliteStore;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Tx;
import cubby.wire.Topic;
import cubby.wire.v1.DoorClosed;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
  private static final String OTHER = "parcel-2";

  @TempDir Path folder;
  private final CountDownLatch hold = new CountDownLatch(1);
  private Desk desk;
  private List<CompletionStage<?>> arrived;

  @BeforeEach
  void twoCabinetsSpeakWhileTheWriterIsBusy() {
    arrived = new ArrayList<>();
    desk = new Desk(folder);
    desk.cabinet.connects();
    Desk.now(desk.core.enrolment().enrol(OTHER));
    desk.settle();
    desk.cabinet.committed.clear();
    arrived.add(desk.store.write(tx -> awaited(hold)));
  }

  @AfterEach
  void close() {
    hold.countDown();
    desk.close();
  }

  @Test
  void everyCabinetOfAGroupIsToldOnceHowFarItWasCommitted() {
    says(OTHER, Topic.HELLO, Hello.newBuilder().setEpoch(1).build().toByteArray());
    for (int sequence = 1; sequence <= 5; sequence++) {
      says(Desk.CABINET, Topic.EVENTS, closed(sequence));
      says(OTHER, Topic.EVENTS, closed(sequence));
    }
    writerGoesOn();

    assertEquals(List.of(5L), desk.cabinet.committed);
    assertEquals(5, through(desk.store, OTHER));
    assertEquals(5, desk.counts.get(Count.EVENTS_APPLIED));
    assertEquals(5, desk.counts.get(Count.EVENTS_IMPOSSIBLE), "of doors never described");
  }

  @Test
  void aHelloKeepsItsPlaceAmongEvents() {
    says(Desk.CABINET, Topic.EVENTS, closed(1));
    says(
        Desk.CABINET,
        Topic.HELLO,
        Hello.newBuilder().setEpoch(2).setLastEventSequence(1).build().toByteArray());
    says(Desk.CABINET, Topic.EVENTS, closed(2));
    says(Desk.CABINET, Topic.EVENTS, closed(3));
    writerGoesOn();

    assertNull(desk.counts.get(Count.STREAMS_RESTARTED), "the hello ran before the events");
    assertEquals(List.of(3L), desk.cabinet.committed);
  }

  @Test
  void anUplinkThatThrowsIsKeptInItsPlaceAndHarmsNoOther() {
    Intake intake = new Intake(desk.store, what -> desk.counts.merge(what, 1, Integer::sum));
    List<String> told = new ArrayList<>();
    for (String name : List.of("first", "second", "poison", "third")) {
      arrived.add(intake.take(new Saying(name, told), 10));
    }
    arrived.add(
        desk.store.write(tx -> {
          tx.afterCommit("people", () -> told.add("people"));
          return true;
        }));
    writerGoesOn();

    assertEquals(List.of("first", "second", "kept poison", "third", "people"), told);
    assertEquals(3, desk.counts.get(Count.EVENTS_APPLIED));
    assertEquals(1, desk.counts.get(Count.EVENTS_NOT_APPLIED));
  }

  @Test
  void aForeignWorkThatThrowsLetsEveryUplinkBeAppliedOnce() {
    says(Desk.CABINET, Topic.EVENTS, closed(1));
    CompletionStage<?> foreign =
        desk.store.write(tx -> {
          throw new IllegalArgumentException("this work is wrong");
        });
    says(Desk.CABINET, Topic.EVENTS, closed(2));
    writerGoesOn();

    Desk.until(() -> foreign.toCompletableFuture().isCompletedExceptionally());
    assertEquals(List.of(2L), desk.cabinet.committed);
    assertEquals(2, desk.counts.get(Count.EVENTS_APPLIED));
    assertEquals(List.of("2"), strings(folder, "SELECT max(last_sequence) FROM event_log"));
  }

  @Test
  void whatIsAcknowledgedIsInTheFilesAsTheyAreAtThatMoment() throws IOException {
    for (int sequence = 1; sequence <= 4; sequence++) {
      says(Desk.CABINET, Topic.EVENTS, closed(sequence));
    }
    writerGoesOn();

    // As after a power cut: the files are taken from under the running store.
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (String file : List.of("cubby.db", "cubby.db-wal")) {
      Files.copy(folder.resolve(file), copy.resolve(file));
    }
    try (SqliteStore reopened = SqliteStore.open(copy.resolve("cubby.db"))) {
      assertEquals(4, through(reopened, Desk.CABINET));
    }
    assertEquals(List.of(1L, 2L, 3L, 4L), loggedEvents(copy));
  }

  private void says(String cabinet, Topic topic, byte[] payload) {
    arrived.add(desk.core.inbox().received(cabinet, topic, payload));
  }

  private void writerGoesOn() {
    hold.countDown();
    arrived.forEach(Desk::now);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static long through(SqliteStore store, String cabinet) {
    return Desk.now(store.read(tx -> tx.cabinets().find(cabinet).orElseThrow().stream().through()));
  }

  private static List<Long> loggedEvents(Path folder) throws InvalidProtocolBufferException {
    List<Long> sequences = new ArrayList<>();
    for (String hex : strings(folder, "SELECT hex(payload) FROM event_log ORDER BY rowid")) {
      EventBatch batch = EventBatch.parseFrom(HexFormat.of().parseHex(hex));
      batch.getEventsList().forEach(event -> sequences.add(event.getSequence()));
    }
    return sequences;
  }

  private static List<String> strings(Path folder, String sql) {
    return SqliteRows.strings(folder.resolve("cubby.db"), sql);
  }

  private static byte[] closed(long sequence) {
    Event.Builder event =
        FakeCabinet.about(FakeCabinet.free(1))
            .setSequence(sequence)
            .setEpoch(1)
            .setDoorClosed(DoorClosed.getDefaultInstance());
    return EventBatch.newBuilder().addEvents(event).build().toByteArray();
  }

  /** Tells its name once it is committed; poison can only be kept. */
  private record Saying(String name, List<String> told) implements Intake.Uplink {
    private static final AtomicInteger KEYS = new AtomicInteger();

    @Override
    public Count apply(Tx tx) {
      tx.afterCommit(KEYS.incrementAndGet(), () -> told.add(name));
      if (name.equals("poison")) {
        throw new IllegalStateException("cannot be applied");
      }
      return Count.EVENTS_APPLIED;
    }

    @Override
    public Count keep(Tx tx, RuntimeException failure) {
      tx.afterCommit(KEYS.incrementAndGet(), () -> told.add("kept " + name));
      return Count.EVENTS_NOT_APPLIED;
    }
  }
}
