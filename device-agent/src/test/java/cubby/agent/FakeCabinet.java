package cubby.agent;

import cubby.agent.app.Cabinet;
import cubby.wire.v1.Action;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.DoorReminder;
import cubby.wire.v1.EpochStart;
import cubby.wire.v1.Event;
import cubby.wire.v1.Tenancy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cabinet that remembers what it was told and says what a test wants. Thread-safe. */
public final class FakeCabinet implements Cabinet {
  public final List<Action> actions = new CopyOnWriteArrayList<>();
  public final List<DesiredState> desired = new CopyOnWriteArrayList<>();
  public final List<String> codes = new CopyOnWriteArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final List<Event> outbox = new CopyOnWriteArrayList<>();
  private final Map<Integer, String> doors = new TreeMap<>(Map.of(1, "CLOSED", 2, "CLOSED"));
  private final Map<Integer, Tenancy> tenancies =
      new TreeMap<>(Map.of(1, Tenancy.TENANCY_FREE, 2, Tenancy.TENANCY_STORED));
  private long lastSequence;
  private long committedThrough;
  private long unshown;
  private long forgotUntil;
  private boolean queueFull;
  private KeypadAnswer answer = new KeypadAnswer(Answer.REFUSED, 0, 0);

  /** So many facts happen. */
  public void happen(int events) {
    happen(events, 0);
  }

  /**
   * @param padding bytes that each event is larger
   */
  public void happen(int events, int padding) {
    for (int i = 0; i < events; i++) {
      synchronized (this) {
        outbox.add(
            Event.newBuilder()
                .setSequence(++lastSequence)
                .setEpoch(7)
                .setCompartment(1)
                .setRightId("x".repeat(padding))
                .setDoorReminder(DoorReminder.getDefaultInstance())
                .build());
      }
    }
    changed();
  }

  /** So many facts are durable and can be sent, yet the snapshot does not show them. */
  public void happenUnshown(int events) {
    synchronized (this) {
      unshown += events;
    }
    happen(events);
  }

  /** The snapshot catches up. */
  public void show() {
    synchronized (this) {
      unshown = 0;
    }
    changed();
  }

  public void queueIsFull(boolean full) {
    queueFull = full;
  }

  public synchronized void answersCodesWith(Answer said, int compartment, long retryAfterMillis) {
    answer = new KeypadAnswer(said, compartment, retryAfterMillis);
  }

  /** A door moves. */
  public void door(int number, String position, Tenancy tenancy, long forgotUntilMillis) {
    synchronized (this) {
      doors.put(number, position);
      tenancies.put(number, tenancy);
      forgotUntil = forgotUntilMillis;
    }
    changed();
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  @Override
  public boolean actionArrived(Action action) {
    return !queueFull && actions.add(action);
  }

  @Override
  public boolean desiredArrived(DesiredState state) {
    return !queueFull && desired.add(state);
  }

  @Override
  public synchronized void committed(long through) {
    committedThrough = Math.max(committedThrough, through);
    outbox.removeIf(event -> event.getSequence() <= through);
  }

  @Override
  public synchronized CompletionStage<KeypadAnswer> codeTyped(String code) {
    codes.add(code);
    return CompletableFuture.completedFuture(answer);
  }

  @Override
  public synchronized CompletionStage<KeypadAnswer> forgotPressed() {
    return CompletableFuture.completedFuture(answer);
  }

  @Override
  public long firstEventOfEpoch() {
    return 1;
  }

  @Override
  public List<EpochStart> earlierEpochs() {
    return List.of();
  }

  @Override
  public synchronized Snapshot snapshot() {
    List<CompartmentState> states =
        tenancies.entrySet().stream()
            .map(entry ->
                CompartmentState.newBuilder()
                    .setNumber(entry.getKey())
                    .setTenancy(entry.getValue())
                    .setDoor(DoorPosition.DOOR_POSITION_CLOSED)
                    .build())
            .toList();
    return new Snapshot(
        7,
        0,
        3,
        lastSequence - unshown,
        committedThrough,
        17,
        states,
        Map.copyOf(doors),
        List.of(2),
        Map.of(2, 61_500),
        Map.of("en", "Closed on Sunday"),
        forgotUntil,
        null);
  }

  @Override
  public void listen(Runnable changed) {
    listeners.add(changed);
  }

  @Override
  public List<Event> eventsAfter(long sequence, int limit) {
    return outbox.stream().filter(e -> e.getSequence() > sequence).limit(limit).toList();
  }
}
