package cubby.gateway.app;

import cubby.gateway.app.port.CabinetInbox;
import cubby.wire.Topic;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DoorClosed;
import cubby.wire.v1.DoorOpened;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.DoorUnlocking;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.Hello;
import cubby.wire.v1.Size;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Measures how many door events a second are decoded, committed and acknowledged, without a
 * network, and what each costs in CPU, beside the bare minimum on the same disk in the same run:
 * raw rows in groups of the same size. Run its main by hand; arguments: cabinets, events a batch,
 * seconds.
 */
final class IngestMeasure {
  private static final int UNDER_WAY = 12_000;
  private static final int GROUP = 4_096;
  private static final int DOORS = 16;

  private IngestMeasure() {}

  public static void main(String[] args) throws Exception {
    int cabinets = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int events = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 10;
    Path folder = Files.createTempDirectory("ingest");
    double floor = rawRows(folder.resolve("raw.db"), events, seconds / 2);
    double measured = ingest(folder, cabinets, events, seconds);
    floor = (floor + rawRows(folder.resolve("raw.db"), events, seconds / 2)) / 2;
    System.out.printf("raw rows: %,.0f a second; ratio %.2f%n", floor, measured / floor);
  }

  private static double ingest(Path folder, int cabinets, int events, int seconds)
      throws InterruptedException {
    try (Desk desk = new Desk(folder)) {
      CabinetInbox inbox = desk.core.inbox();
      for (int i = 0; i < cabinets; i++) {
        Desk.now(desk.core.enrolment().enrol(name(i)));
        inbox.connected(name(i));
        Desk.now(inbox.received(name(i), Topic.HELLO, hello()));
      }
      desk.settle();
      Semaphore room = new Semaphore(UNDER_WAY);
      long[] sequences = new long[cabinets];
      long batches = 0;
      Map<String, Long> before = cpuNanos();
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
        int i = (int) (batches++ % cabinets);
        room.acquire();
        var unused =
            inbox
                .received(name(i), Topic.EVENTS, batch(sequences[i], events))
                .thenRun(room::release);
        sequences[i] += events;
      }
      room.acquire(UNDER_WAY);
      double elapsed = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          "%d cabinets, %d events a batch: %,.0f batches/s, %,.0f events/s; %s%n",
          cabinets, events, batches / elapsed, batches * events / elapsed, desk.counts);
      printCpu(before, cpuNanos(), batches);
      return batches / elapsed;
    }
  }

  /** CPU of each thread, which a busy machine disturbs less than the clock. */
  private static Map<String, Long> cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Long> nanos = new TreeMap<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      nanos.put(thread.getThreadName(), threads.getThreadCpuTime(thread.getThreadId()));
    }
    return nanos;
  }

  private static void printCpu(Map<String, Long> before, Map<String, Long> after, long batches) {
    after.forEach((thread, nanos) -> {
      double micros = (nanos - before.getOrDefault(thread, 0L)) / 1e3 / batches;
      if (micros > 0.05) {
        System.out.printf("  %-20s %.2f us of CPU a batch%n", thread, micros);
      }
    });
  }

  /** Batches a second as bare rows: what any store with one row a batch must pay. */
  private static double rawRows(Path file, int events, int seconds) throws SQLException {
    byte[] payload = batch(1_000, events);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS raw (cabinet TEXT, first BIGINT, last BIGINT, payload BLOB)");
      connection.setAutoCommit(false);
      long rows = 0;
      long begin = System.nanoTime();
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO raw VALUES (?, ?, ?, ?)")) {
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
          for (int i = 0; i < GROUP; i++) {
            insert.setString(1, name(i));
            insert.setLong(2, rows);
            insert.setLong(3, rows++);
            insert.setBytes(4, payload);
            insert.addBatch();
          }
          insert.executeBatch();
          connection.commit();
        }
      }
      return rows / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private static String name(int i) {
    return "cabinet-" + i;
  }

  private static byte[] hello() {
    Hello.Builder hello = Hello.newBuilder().setEpoch(1);
    for (int number = 1; number <= DOORS; number++) {
      hello
          .addCompartments(
              CompartmentDescription.newBuilder().setNumber(number).setSize(Size.SIZE_S))
          .addStates(FakeCabinet.free(number));
    }
    return hello.build().toByteArray();
  }

  private static byte[] batch(long after, int events) {
    EventBatch.Builder batch = EventBatch.newBuilder();
    for (long sequence = after + 1; sequence <= after + events; sequence++) {
      batch.addEvents(event(sequence));
    }
    return batch.build().toByteArray();
  }

  /** Each door in turn is unlocked, opens, and closes. */
  private static Event event(long sequence) {
    int number = (int) (sequence / 3 % DOORS) + 1;
    CompartmentState.Builder after = FakeCabinet.free(number);
    Event.Builder event =
        Event.newBuilder()
            .setSequence(sequence)
            .setEpoch(1)
            .setUptimeMillis(1_000 + sequence)
            .setUtcMillis(1_795_420_800_000L + sequence)
            .setCompartment(number);
    switch ((int) (sequence % 3)) {
      case 0 -> event.setDoorUnlocking(DoorUnlocking.newBuilder().setAttempt(1));
      case 1 -> {
        after.setDoor(DoorPosition.DOOR_POSITION_OPEN);
        event.setDoorOpened(DoorOpened.getDefaultInstance());
      }
      default -> event.setDoorClosed(DoorClosed.getDefaultInstance());
    }
    return event.setAfter(after).build();
  }
}
