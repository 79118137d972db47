package cubby.gateway.app;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.gateway.app.port.CabinetInbox;
import cubby.gateway.app.port.CabinetLink;
import cubby.wire.Opened;
import cubby.wire.Topic;
import cubby.wire.Verifier;
import cubby.wire.v1.AbortReason;
import cubby.wire.v1.Action;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.ActionResult;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.CompartmentFreed;
import cubby.wire.v1.CompartmentKind;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DepositAborted;
import cubby.wire.v1.DepositCollected;
import cubby.wire.v1.DepositStored;
import cubby.wire.v1.DepositTakenBack;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.DoorClosed;
import cubby.wire.v1.DoorOpened;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.DoorUnlocking;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.EventsCommitted;
import cubby.wire.v1.FaultId;
import cubby.wire.v1.Hello;
import cubby.wire.v1.How;
import cubby.wire.v1.Occupancy;
import cubby.wire.v1.OpenNotDetected;
import cubby.wire.v1.Quarantined;
import cubby.wire.v1.RefusalReason;
import cubby.wire.v1.Size;
import cubby.wire.v1.Tenancy;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A cabinet of four doors (1 and 2 are S, 3 is M, 4 is L) that does only what a test tells it, in
 * the words of the wire.
 */
final class FakeCabinet implements CabinetLink {
  final List<Action> actions = new CopyOnWriteArrayList<>();
  final List<DesiredState> desired = new CopyOnWriteArrayList<>();
  final List<Long> committed = new CopyOnWriteArrayList<>();
  final Map<Integer, CompartmentState> states = new TreeMap<>();
  @Nullable CabinetInbox inbox;
  byte[] key = {};
  long epoch = 1;
  long sequence;
  long uptimeMillis = 5_000;
  long desiredVersion;
  long actionSequence;

  /** What it was told to be durable; negative where its agent is too old to say it. */
  long confirmed = -1;

  private final String id;
  private final Verifier verifier;
  private volatile boolean connected;

  /** Whether the queue of its connection takes nothing more. */
  volatile boolean queueFull;

  FakeCabinet(String id, PublicKey gateway) {
    this.id = id;
    this.verifier =
        new Verifier(id, Map.of(cubby.gateway.adapter.vault.GatewayKeys.KEY_ID, gateway));
    for (int number = 1; number <= 4; number++) {
      states.put(number, free(number).build());
    }
  }

  @Override
  public Sent send(String cabinet, Topic topic, byte[] payload) {
    if (!connected || !cabinet.equals(id)) {
      return Sent.NOT_CONNECTED;
    }
    if (queueFull) {
      return Sent.QUEUE_FULL;
    }
    switch (topic) {
      case ACTIONS -> actions.add(genuine(verifier.action(payload)));
      case DESIRED -> desired.add(genuine(verifier.desired(payload)));
      case COMMITTED -> committed.add(parsed(payload));
      case HELLO, EVENTS, TELEMETRY, GONE -> throw new AssertionError("not a downlink: " + topic);
    }
    return Sent.HANDED_OVER;
  }

  @Override
  public void disconnect(String cabinet) {
    if (connected && cabinet.equals(id)) {
      disconnects();
    }
  }

  void connects() {
    connected = true;
    inbox().connected(id);
    says(Topic.HELLO, hello());
  }

  /** What it would say of itself now. */
  byte[] hello() {
    Hello.Builder hello =
        Hello.newBuilder()
            .setEpoch(epoch)
            .setUptimeMillis(uptimeMillis)
            .setLastEventSequence(sequence)
            .setDesiredVersion(desired.isEmpty() ? desiredVersion : desired.getLast().getVersion())
            .addAllStates(states.values());
    if (confirmed >= 0) {
      hello
          .setCommittedThrough(confirmed)
          .setFirstEventSequence(confirmed + 1)
          .setActionSequence(actionSequence);
    }
    Size[] sizes = {Size.SIZE_S, Size.SIZE_S, Size.SIZE_M, Size.SIZE_L};
    for (int number : states.keySet()) {
      hello.addCompartments(
          CompartmentDescription.newBuilder()
              .setNumber(number)
              .setKind(CompartmentKind.COMPARTMENT_KIND_PARCEL)
              .setSize(sizes[number - 1])
              .setLow(number == 1)
              .setWidthMillimetres(400)
              .setHeightMillimetres(100 * number));
    }
    return hello.build().toByteArray();
  }

  void disconnects() {
    connected = false;
    inbox().disconnected(id);
  }

  void says(Topic topic, byte[] payload) {
    Desk.now(inbox().received(id, topic, payload));
  }

  /** The newest action; tests run on the store's pace, so it is waited for. */
  Action ordered(int count) {
    Desk.until(() -> actions.size() >= count);
    return actions.get(count - 1);
  }

  Action newest() {
    return actions.getLast();
  }

  // What happens at the doors

  /** Obeys the newest order to open for a deposit: unlocks, opens, reports. */
  void opensForDeposit() {
    Action action = newest();
    CompartmentState.Builder state =
        free(action.getOpen().getCompartment())
            .setTenancy(Tenancy.TENANCY_DEPOSITING)
            .setDepositId(action.getOpen().getDepositId());
    tells(unlocking(action, state), opened(action, state), finished(action, state, done()));
  }

  /** The event of the door closed over an item. */
  Event.Builder stored(String deposit) {
    CompartmentState.Builder state =
        with(deposit)
            .setTenancy(Tenancy.TENANCY_STORED)
            .setDoor(DoorPosition.DOOR_POSITION_CLOSED)
            .setOccupancy(Occupancy.OCCUPANCY_OCCUPIED);
    return about(state).setDepositStored(DepositStored.getDefaultInstance());
  }

  void closesOver(String deposit) {
    CompartmentState.Builder state =
        with(deposit)
            .setTenancy(Tenancy.TENANCY_STORED)
            .setDoor(DoorPosition.DOOR_POSITION_CLOSED)
            .setOccupancy(Occupancy.OCCUPANCY_OCCUPIED);
    tells(
        about(state).setDoorClosed(DoorClosed.getDefaultInstance()),
        about(state).setDepositStored(DepositStored.getDefaultInstance()));
  }

  /** Fails the newest order: the door did not move. */
  void jams() {
    Action action = newest();
    CompartmentState.Builder state =
        free(action.getOpen().getCompartment())
            .setQuarantined(true)
            .setQuarantineReason("OPEN_NOT_DETECTED");
    FaultId fault = FaultId.FAULT_ID_OPEN_NOT_DETECTED;
    tells(
        unlocking(action, state),
        about(state)
            .setDepositId(action.getOpen().getDepositId())
            .setOpenNotDetected(OpenNotDetected.newBuilder().setAttempts(2)),
        finished(
            action,
            state,
            ActionFinished.newBuilder()
                .setResult(ActionResult.ACTION_RESULT_FAILED)
                .setFault(fault)),
        about(state).setQuarantined(Quarantined.newBuilder().setFault(fault)),
        about(state)
            .setDepositId(action.getOpen().getDepositId())
            .setDepositAborted(
                DepositAborted.newBuilder().setReason(AbortReason.ABORT_REASON_OPEN_NOT_DETECTED)));
  }

  /** Obeys an order to open for somebody who takes something out. */
  void opensToTakeOut() {
    Action action = newest();
    CompartmentState.Builder state =
        with(action.getOpen().getDepositId())
            .setTenancy(Tenancy.TENANCY_COLLECTING)
            .setDoor(DoorPosition.DOOR_POSITION_OPEN);
    tells(unlocking(action, state), opened(action, state), finished(action, state, done()));
  }

  void isCollected(String deposit, String right, How how) {
    CompartmentState.Builder state =
        with(deposit)
            .setTenancy(Tenancy.TENANCY_GRACE)
            .setDoor(DoorPosition.DOOR_POSITION_CLOSED)
            .setOccupancy(Occupancy.OCCUPANCY_EMPTY);
    tells(
        about(state).setRightId(right).setDoorClosed(DoorClosed.getDefaultInstance()),
        about(state)
            .setRightId(right)
            .setDepositCollected(DepositCollected.newBuilder().setHow(how)));
  }

  void isFreed(String deposit) {
    CompartmentState.Builder state = free(with(deposit).getNumber());
    tells(
        about(state)
            .setDepositId(deposit)
            .setCompartmentFreed(CompartmentFreed.getDefaultInstance()));
  }

  void isTakenBack(String deposit) {
    CompartmentState.Builder state = free(with(deposit).getNumber());
    tells(
        about(state)
            .setDepositId(deposit)
            .setDepositTakenBack(DepositTakenBack.getDefaultInstance()));
    isFreedAfter(state, deposit);
  }

  /** Obeys the newest order to abort. */
  void aborts(String deposit) {
    Action action = newest();
    CompartmentState.Builder state = free(action.getAbort().getCompartment());
    tells(
        finished(action, state, done()),
        about(state)
            .setDepositId(deposit)
            .setDepositAborted(
                DepositAborted.newBuilder().setReason(AbortReason.ABORT_REASON_CANCELLED)));
    isFreedAfter(state, deposit);
  }

  /** Says of an order that a younger one had come before it. */
  void wasOvertaken(Action action) {
    tells(
        Event.newBuilder()
            .setActionFinished(
                ActionFinished.newBuilder()
                    .setActionId(action.getId())
                    .setResult(ActionResult.ACTION_RESULT_REFUSED)
                    .setReason(RefusalReason.REFUSAL_REASON_STALE_SEQUENCE)));
  }

  /** Refuses an order to end a deposit that never came here. */
  void knowsNothingOf(Action abort) {
    tells(
        Event.newBuilder()
            .setActionFinished(
                ActionFinished.newBuilder()
                    .setActionId(abort.getId())
                    .setResult(ActionResult.ACTION_RESULT_REFUSED)
                    .setReason(RefusalReason.REFUSAL_REASON_NO_SUCH_DEPOSIT)));
  }

  private void isFreedAfter(CompartmentState.Builder state, String deposit) {
    tells(
        about(state)
            .setDepositId(deposit)
            .setCompartmentFreed(CompartmentFreed.getDefaultInstance()));
  }

  /** Sends events, numbered on, in one batch; answers the batch for repeating it. */
  byte[] tells(Event.Builder... events) {
    EventBatch.Builder batch = EventBatch.newBuilder();
    for (Event.Builder event : events) {
      if (event.hasAfter()) {
        states.put(event.getAfter().getNumber(), event.getAfter());
      }
      batch.addEvents(event.setSequence(++sequence).setEpoch(epoch).setUptimeMillis(uptimeMillis));
    }
    byte[] bytes = batch.build().toByteArray();
    says(Topic.EVENTS, bytes);
    return bytes;
  }

  static Event.Builder about(CompartmentState.Builder after) {
    return Event.newBuilder()
        .setCompartment(after.getNumber())
        .setDepositId(after.getDepositId())
        .setAfter(after);
  }

  static ActionFinished.Builder done() {
    return ActionFinished.newBuilder().setResult(ActionResult.ACTION_RESULT_DONE);
  }

  static Event.Builder finished(
      Action action, CompartmentState.Builder state, ActionFinished.Builder result) {
    return about(state).setActionFinished(result.setActionId(action.getId()));
  }

  static CompartmentState.Builder free(int number) {
    return CompartmentState.newBuilder()
        .setNumber(number)
        .setTenancy(Tenancy.TENANCY_FREE)
        .setDoor(DoorPosition.DOOR_POSITION_CLOSED)
        .setOccupancy(Occupancy.OCCUPANCY_EMPTY);
  }

  private CompartmentState.Builder with(String deposit) {
    return states.values().stream()
        .filter(state -> state.getDepositId().equals(deposit))
        .findFirst()
        .orElseThrow()
        .toBuilder();
  }

  private static Event.Builder unlocking(Action action, CompartmentState.Builder state) {
    return about(state)
        .setDepositId(action.getOpen().getDepositId())
        .setRightId(action.getOpen().getRightId())
        .setDoorUnlocking(
            DoorUnlocking.newBuilder()
                .setPurpose(action.getOpen().getPurpose())
                .setAttempt(1)
                .setActionId(action.getId()));
  }

  private static Event.Builder opened(Action action, CompartmentState.Builder state) {
    return about(state.setDoor(DoorPosition.DOOR_POSITION_OPEN))
        .setRightId(action.getOpen().getRightId())
        .setDoorOpened(DoorOpened.newBuilder().setPurpose(action.getOpen().getPurpose()));
  }

  private CabinetInbox inbox() {
    CabinetInbox known = inbox;
    if (known == null) {
      throw new AssertionError("not wired");
    }
    return known;
  }

  private static <T> T genuine(Opened<T> opened) {
    return switch (opened) {
      case Opened.Genuine<T>(T message) -> message;
      case Opened.Refused<T>(Opened.Refusal refusal) -> throw new AssertionError(refusal.name());
    };
  }

  private static long parsed(byte[] payload) {
    try {
      return EventsCommitted.parseFrom(payload).getThrough();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not a message", e);
    }
  }
}
