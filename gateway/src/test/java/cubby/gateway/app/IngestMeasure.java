package cubby.gateway.app;

import cubby.gateway.app.port.CabinetInbox;
import cubby.wire.Topic;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.DoorClosed;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.Hello;
import cubby.wire.v1.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Measures how many door events a second are decoded, committed and acknowledged, without a
 * network. Run its main by hand; arguments: cabinets, events a batch, seconds.
 */
final class IngestMeasure {
  private static final int UNDER_WAY = 12_000;

  private IngestMeasure() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int cabinets = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int events = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 10;
    Path folder = Files.createTempDirectory("ingest");
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
    }
  }

  private static String name(int i) {
    return "cabinet-" + i;
  }

  private static byte[] hello() {
    Hello.Builder hello = Hello.newBuilder().setEpoch(1);
    for (int number = 1; number <= 16; number++) {
      hello
          .addCompartments(
              CompartmentDescription.newBuilder().setNumber(number).setSize(Size.SIZE_S))
          .addStates(FakeCabinet.free(number));
    }
    return hello.build().toByteArray();
  }

  private static byte[] batch(long after, int events) {
    EventBatch.Builder batch = EventBatch.newBuilder();
    for (int i = 1; i <= events; i++) {
      batch.addEvents(
          Event.newBuilder()
              .setSequence(after + i)
              .setEpoch(1)
              .setUptimeMillis(1_000)
              .setCompartment((int) ((after + i) % 16) + 1)
              .setAfter(FakeCabinet.free((int) ((after + i) % 16) + 1))
              .setDoorClosed(DoorClosed.getDefaultInstance()));
    }
    return batch.build().toByteArray();
  }
}
