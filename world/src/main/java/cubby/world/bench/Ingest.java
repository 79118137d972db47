package cubby.world.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import cubby.wire.Topic;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.CompartmentKind;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DoorClosed;
import cubby.wire.v1.DoorOpened;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.EventsCommitted;
import cubby.wire.v1.Hello;
import cubby.wire.v1.Occupancy;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.Size;
import cubby.wire.v1.Tenancy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Cabinets that have much to tell: the same bytes to mosquitto, which only acknowledges them, and
 * to the gateway, which commits them. What counts as done differs: PUBACK there, {@code
 * EventsCommitted} here.
 */
final class Ingest {
  private static final long MOST_SECONDS = 120;
  private static final int FIRST_PACKET_ID = 10;
  private static final int PACKET_IDS = 60_000;

  private Ingest() {}

  /**
   * @param messages per cabinet
   * @param eventsPerMessage in one batch
   * @param window of messages not yet done, per cabinet
   */
  record Load(int messages, int eventsPerMessage, int window) {
    /** Per cabinet. */
    int events() {
      return messages * eventsPerMessage;
    }
  }

  /** One connection's name and secret; the secret is empty for mosquitto. */
  record Cabinet(String id, ByteString secret) {}

  /** Events per second over all cabinets. */
  static double eventsPerSecond(int port, List<Cabinet> cabinets, Load load, boolean commits)
      throws InterruptedException, ExecutionException, TimeoutException {
    EventLoopGroup loop = RawClient.oneThread();
    try {
      CountDownLatch ready = new CountDownLatch(cabinets.size());
      List<Teller> tellers =
          cabinets.stream().map(cabinet -> new Teller(cabinet, load, commits, ready)).toList();
      for (Teller teller : tellers) {
        RawClient.open(loop, port, () -> teller).sync();
      }
      if (!ready.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("not every cabinet was let in");
      }
      long start = System.nanoTime();
      tellers.forEach(Teller::begin);
      for (Teller teller : tellers) {
        teller.done.get(MOST_SECONDS, TimeUnit.SECONDS);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return (double) cabinets.size() * load.events() / seconds;
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private static final class Teller extends RawClient {
    private final Cabinet cabinet;
    private final Load load;
    private final boolean commits;
    private final CountDownLatch ready;
    private final CompletableFuture<Void> done;
    private @Nullable ChannelHandlerContext context;
    private final byte[][] packets;
    private int sent;
    private int finished;

    Teller(Cabinet cabinet, Load load, boolean commits, CountDownLatch ready) {
      this(cabinet, load, commits, ready, new CompletableFuture<>());
    }

    private Teller(
        Cabinet cabinet,
        Load load,
        boolean commits,
        CountDownLatch ready,
        CompletableFuture<Void> done) {
      super(cabinet.id(), cabinet.secret().toByteArray(), done::completeExceptionally);
      this.cabinet = cabinet;
      this.load = load;
      this.commits = commits;
      this.ready = ready;
      this.done = done;
      byte[] topic = Topic.EVENTS.of(cabinet.id()).getBytes(StandardCharsets.UTF_8);
      // Made beforehand: the generator must be quicker than what it measures.
      this.packets = new byte[load.messages()][];
      for (int i = 0; i < packets.length; i++) {
        byte[] batch = batch((long) i * load.eventsPerMessage() + 1).toByteArray();
        packets[i] = MqttBytes.publish(FIRST_PACKET_ID + i % PACKET_IDS, topic, batch);
      }
    }

    @Override
    void connected(ChannelHandlerContext context) {
      this.context = context;
      if (commits) {
        send(context, MqttBytes.subscribe(1, Topic.COMMITTED.of(cabinet.id())));
        context.flush();
      } else {
        ready.countDown();
      }
    }

    @Override
    void subscribed(ChannelHandlerContext context) {
      byte[] name = Topic.HELLO.of(cabinet.id()).getBytes(StandardCharsets.UTF_8);
      send(context, MqttBytes.publish(2, name, hello().toByteArray()));
      context.flush();
      ready.countDown();
    }

    /** From any thread. */
    void begin() {
      ChannelHandlerContext context = this.context;
      if (context != null) {
        context
            .executor()
            .execute(() -> {
              pump(context);
              context.flush();
            });
      }
    }

    @Override
    void acknowledged(ChannelHandlerContext context) {
      if (!commits) {
        finish(context, finished + 1);
      }
    }

    @Override
    void arrived(ChannelHandlerContext context, String name, byte[] payload) {
      try {
        long through = EventsCommitted.parseFrom(payload).getThrough();
        finish(context, (int) (through / load.eventsPerMessage()));
      } catch (InvalidProtocolBufferException e) {
        done.completeExceptionally(e);
      }
    }

    private void finish(ChannelHandlerContext context, int messages) {
      finished = messages;
      if (finished == load.messages()) {
        done.complete(null);
      } else {
        pump(context);
      }
    }

    private void pump(ChannelHandlerContext context) {
      while (sent < load.messages() && sent - finished < load.window()) {
        send(context, packets[sent]);
        sent++;
      }
    }

    private EventBatch batch(long firstSequence) {
      EventBatch.Builder batch = EventBatch.newBuilder();
      for (int i = 0; i < load.eventsPerMessage(); i++) {
        batch.addEvents(event(firstSequence + i));
      }
      return batch.build();
    }

    /** A door that is opened for service and closed again, in turn. */
    private static Event event(long sequence) {
      boolean opens = sequence % 2 == 1;
      Event.Builder event =
          Event.newBuilder()
              .setSequence(sequence)
              .setEpoch(1)
              .setUptimeMillis(sequence)
              .setCompartment(1)
              .setAfter(
                  state(
                      opens ? DoorPosition.DOOR_POSITION_OPEN : DoorPosition.DOOR_POSITION_CLOSED));
      return opens
          ? event.setDoorOpened(DoorOpened.newBuilder().setPurpose(Purpose.PURPOSE_SERVICE)).build()
          : event.setDoorClosed(DoorClosed.getDefaultInstance()).build();
    }

    private static Hello hello() {
      return Hello.newBuilder()
          .setEpoch(1)
          .setAgentVersion("load")
          .setProtocolVersion(1)
          .addCompartments(
              CompartmentDescription.newBuilder()
                  .setNumber(1)
                  .setKind(CompartmentKind.COMPARTMENT_KIND_PARCEL)
                  .setSize(Size.SIZE_M)
                  .setLow(true)
                  .setWidthMillimetres(400)
                  .setHeightMillimetres(300))
          .addStates(state(DoorPosition.DOOR_POSITION_CLOSED))
          .setProfile("load-1")
          .build();
    }

    private static CompartmentState state(DoorPosition door) {
      return CompartmentState.newBuilder()
          .setNumber(1)
          .setTenancy(Tenancy.TENANCY_FREE)
          .setDoor(door)
          .setOccupancy(Occupancy.OCCUPANCY_EMPTY)
          .build();
    }
  }
}
