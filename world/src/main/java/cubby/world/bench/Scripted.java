package cubby.world.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.wire.Topic;
import cubby.wire.v1.Action;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.ActionResult;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.CompartmentFreed;
import cubby.wire.v1.CompartmentKind;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DepositCollected;
import cubby.wire.v1.DepositStored;
import cubby.wire.v1.DoorClosed;
import cubby.wire.v1.DoorOpened;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.DoorUnlocking;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.Hello;
import cubby.wire.v1.How;
import cubby.wire.v1.Occupancy;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.Signed;
import cubby.wire.v1.Size;
import cubby.wire.v1.Tenancy;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A cabinet without metal or disk: every deposit is put in, stored, collected at the screen and
 * freed at once, in one batch of events. What remains is the gateway's own work.
 */
final class Scripted extends RawClient {
  private static final int PACKET_IDS = 60_000;
  private static final int HELLO_PACKET_ID = 65_000;

  private final String cabinet;
  private final int doors;
  private final Runnable ready;
  private final Consumer<Throwable> broken;
  private final byte[] events;
  private long sequence;
  private int packet;

  Scripted(Ingest.Cabinet cabinet, int doors, Runnable ready, Consumer<Throwable> broken) {
    super(cabinet.id(), cabinet.secret().toByteArray(), broken);
    this.cabinet = cabinet.id();
    this.doors = doors;
    this.ready = ready;
    this.broken = broken;
    this.events = Topic.EVENTS.of(this.cabinet).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  void connected(ChannelHandlerContext context) {
    send(context, MqttBytes.subscribe(1, Topic.ACTIONS.of(cabinet)));
    context.flush();
  }

  @Override
  void subscribed(ChannelHandlerContext context) {
    Hello.Builder hello =
        Hello.newBuilder()
            .setEpoch(1)
            .setAgentVersion("scripted")
            .setProtocolVersion(1)
            .setProfile("scripted");
    for (int number = 1; number <= doors; number++) {
      hello
          .addCompartments(
              CompartmentDescription.newBuilder()
                  .setNumber(number)
                  .setKind(CompartmentKind.COMPARTMENT_KIND_PARCEL)
                  .setSize(Size.SIZE_M)
                  .setLow(true)
                  .setWidthMillimetres(400)
                  .setHeightMillimetres(200))
          .addStates(state(number, Tenancy.TENANCY_FREE, "", false));
    }
    byte[] topic = Topic.HELLO.of(cabinet).getBytes(StandardCharsets.UTF_8);
    send(context, MqttBytes.publish(HELLO_PACKET_ID, topic, hello.build().toByteArray()));
    context.flush();
    ready.run();
  }

  @Override
  void arrived(ChannelHandlerContext context, String topic, byte[] payload) {
    try {
      Action action = Action.parseFrom(Signed.parseFrom(payload).getPayload());
      if (action.hasOpen()) {
        byte[] batch = story(action).toByteArray();
        send(context, MqttBytes.publish(1_000 + packet++ % PACKET_IDS, events, batch));
        context.flush();
      }
    } catch (InvalidProtocolBufferException e) {
      broken.accept(e);
    }
  }

  private EventBatch story(Action action) {
    int door = action.getOpen().getCompartment();
    String deposit = action.getOpen().getDepositId();
    EventBatch.Builder batch = EventBatch.newBuilder();
    CompartmentState shut = state(door, Tenancy.TENANCY_DEPOSITING, deposit, false);
    CompartmentState open = state(door, Tenancy.TENANCY_DEPOSITING, deposit, true);
    CompartmentState stored = state(door, Tenancy.TENANCY_STORED, deposit, false);
    CompartmentState taking = state(door, Tenancy.TENANCY_COLLECTING, deposit, true);
    CompartmentState grace = state(door, Tenancy.TENANCY_GRACE, deposit, false);
    batch.addEvents(
        event(deposit, shut)
            .setDoorUnlocking(
                DoorUnlocking.newBuilder()
                    .setPurpose(Purpose.PURPOSE_DEPOSIT)
                    .setAttempt(1)
                    .setActionId(action.getId())));
    batch.addEvents(event(deposit, open).setDoorOpened(opened(Purpose.PURPOSE_DEPOSIT)));
    batch.addEvents(
        event(deposit, open)
            .setActionFinished(
                ActionFinished.newBuilder()
                    .setActionId(action.getId())
                    .setResult(ActionResult.ACTION_RESULT_DONE)));
    batch.addEvents(event(deposit, shut).setDoorClosed(DoorClosed.getDefaultInstance()));
    batch.addEvents(event(deposit, stored).setDepositStored(DepositStored.getDefaultInstance()));
    batch.addEvents(event(deposit, taking).setDoorOpened(opened(Purpose.PURPOSE_PICKUP)));
    batch.addEvents(event(deposit, taking).setDoorClosed(DoorClosed.getDefaultInstance()));
    batch.addEvents(
        event(deposit, grace)
            .setDepositCollected(DepositCollected.newBuilder().setHow(How.HOW_CODE_AT_SCREEN)));
    batch.addEvents(
        event(deposit, state(door, Tenancy.TENANCY_FREE, "", false))
            .setCompartmentFreed(CompartmentFreed.getDefaultInstance()));
    return batch.build();
  }

  private static DoorOpened opened(Purpose purpose) {
    return DoorOpened.newBuilder().setPurpose(purpose).build();
  }

  private Event.Builder event(String deposit, CompartmentState after) {
    sequence++;
    return Event.newBuilder()
        .setSequence(sequence)
        .setEpoch(1)
        .setUptimeMillis(sequence)
        .setCompartment(after.getNumber())
        .setDepositId(deposit)
        .setAfter(after);
  }

  private static CompartmentState state(int number, Tenancy tenancy, String deposit, boolean open) {
    boolean full = tenancy == Tenancy.TENANCY_STORED || tenancy == Tenancy.TENANCY_COLLECTING;
    return CompartmentState.newBuilder()
        .setNumber(number)
        .setTenancy(tenancy)
        .setDepositId(deposit)
        .setDoor(open ? DoorPosition.DOOR_POSITION_OPEN : DoorPosition.DOOR_POSITION_CLOSED)
        .setOccupancy(full ? Occupancy.OCCUPANCY_OCCUPIED : Occupancy.OCCUPANCY_EMPTY)
        .build();
  }
}
