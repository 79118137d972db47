package cubby.world.sim;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.agent.app.port.Journal;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the referee knows of one cabinet, from what reached its disk and its wire. */
final class Known {
  private static final long CODES_AT_ONCE = 5;

  /** A decision on the disk to open a door. */
  static final class Decision {
    final Event event;
    boolean pulsed;

    Decision(Event event) {
      this.event = event;
    }
  }

  /** Who collected, when, and whether the cabinet lost its sense of time since. */
  record Collected(String right, long atMillis, boolean restarted) {}

  long epoch;
  long lastSequence;
  Set<String> grants = Set.of();
  final Map<Long, Set<String>> documents = new HashMap<>();
  final Map<Integer, Decision> decisions = new HashMap<>();
  final Map<Integer, String> inside = new HashMap<>();
  final Map<String, Collected> collected = new HashMap<>();
  final Set<String> over = new HashSet<>();
  final Set<String> openedBy = new HashSet<>();
  final Map<String, ActionFinished> results = new HashMap<>();
  final Map<String, Long> typed = new HashMap<>();
  long forgotMillis = Long.MIN_VALUE / 2;
  final List<Journal.Batch> batches = new ArrayList<>();
  final Set<Long> epochs = new HashSet<>();
  final Map<String, Long> stored = new HashMap<>();
  final Set<String> ended = new HashSet<>();
  boolean takenBack;
  long codesRefused;
  long codesAllowed = CODES_AT_ONCE;
  int owedGeneration;

  /** Staff saw to what only a lost journal's cabinet believed in; elsewhere an end comes first. */
  void freed(int door, String deposit) {
    if (takenBack) {
      inside.remove(door);
      ended.add(deposit);
    }
  }

  /** Whether the deposit was closed in behind this door and never came to an end. */
  boolean owns(String deposit, int door) {
    return stored.containsKey(deposit + "@" + door) && !ended.contains(deposit);
  }

  static String written(Event event) {
    String what = event.getSequence() + " " + event.getFactCase();
    return "writes " + what + " " + event.getCompartment() + " " + event.getDepositId();
  }

  /**
   * The same without the last of its batches; what is never forgiven stays.
   *
   * @param toldThrough events up to here reached the gateway
   */
  Known without(int last, long toldThrough, long nowMillis) {
    Known after = new Known();
    after.documents.putAll(documents);
    after.typed.putAll(typed);
    after.openedBy.addAll(openedBy);
    after.epochs.addAll(epochs);
    // What never left the cabinet before its disk forgot it, nobody can know.
    stored.forEach((place, sequence) -> {
      if (sequence <= toldThrough) {
        after.stored.put(place, sequence);
      }
    });
    after.ended.addAll(ended);
    after.takenBack = true;
    after.owedGeneration = owedGeneration;
    after.forgotMillis = forgotMillis;
    after.codesRefused = codesRefused;
    after.codesAllowed = codesAllowed + CODES_AT_ONCE;
    for (Journal.Batch batch : batches.subList(0, Math.max(0, batches.size() - last))) {
      after.batches.add(batch);
      batch.events().forEach(event -> after.learn(event, nowMillis));
    }
    return after;
  }

  private void learn(Journal.StoredEvent stored, long nowMillis) {
    try {
      Event event = Event.parseFrom(stored.bytes());
      String place = event.getDepositId() + "@" + event.getCompartment();
      lastSequence = event.getSequence();
      switch (event.getFactCase()) {
        case BOOTED -> {
          epoch = event.getEpoch();
          collected.replaceAll((_, c) -> new Collected(c.right(), c.atMillis(), true));
        }
        case DESIRED_APPLIED ->
            grants = documents.getOrDefault(event.getDesiredApplied().getVersion(), Set.of());
        case ACTION_FINISHED ->
            results.put(event.getActionFinished().getActionId(), event.getActionFinished());
        case DEPOSIT_STORED -> inside.put(event.getCompartment(), event.getDepositId());
        case DEPOSIT_COLLECTED -> {
          collected.put(place, new Collected(event.getRightId(), nowMillis, true));
          inside.remove(event.getCompartment());
        }
        case DEPOSIT_TAKEN_BACK, DEPOSIT_ABORTED -> {
          over.add(place);
          inside.remove(event.getCompartment());
        }
        default -> {
          // The rest moves no right.
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("it was read before", e);
    }
  }
}
