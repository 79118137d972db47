package cubby.world.sim;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.agent.app.Cabinet;
import cubby.agent.app.port.Journal;
import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.domain.action.Order;
import cubby.hardware.Timeline;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.wire.Topic;
import cubby.wire.v1.Action;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.DoorUnlocking;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.EventsCommitted;
import cubby.wire.v1.Grant;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.Signed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the invariants over what reaches disks, wires and coils, with none of production's code. It
 * knows nothing of what the parts believe, only of what they wrote, said and did.
 */
final class Referee {
  private static final int MAX_OUTBOX = 50_000;
  private static final int MAX_QUEUE = 1_024;
  private static final long TYPED_MILLIS = 20_000;
  private static final long SLACK_MILLIS = 2_000;

  /**
   * A deposit may try three doors, each for as long as an order lives, and waits for its writer.
   */
  private static final long ASKED_MILLIS = 120_000;

  private static final long CODE_COMES_BACK_MILLIS = 180_000;

  private final History history;
  private final Books books;
  private final OpenVault vault;
  private final Timeline clock;
  private final Map<String, Known> cabinets = new HashMap<>();
  private final Map<String, SimulatedCabinet> plants = new HashMap<>();
  private final Map<String, Long> asked = new HashMap<>();

  Referee(History history, Books books, OpenVault vault, Timeline clock) {
    this.history = history;
    this.books = books;
    this.vault = vault;
    this.clock = clock;
  }

  private Known known(String cabinet) {
    return cabinets.computeIfAbsent(cabinet, _ -> new Known());
  }

  // What people did at the screen

  void typed(String cabinet, String code) {
    known(cabinet).typed.put(code, clock.uptimeMillis());
  }

  /** Somebody asks the gateway for a door: a rider or partner by name, a holder by the link. */
  void asks(String who) {
    asked.put(who, clock.uptimeMillis());
  }

  /** What the screen said to somebody who guesses. */
  void answered(String cabinet, Cabinet.Answer answer) {
    Known known = known(cabinet);
    if (answer == Cabinet.Answer.REFUSED) {
      known.codesRefused++;
    }
    long allowed = known.codesAllowed + clock.uptimeMillis() / CODE_COMES_BACK_MILLIS + 1;
    if (known.codesRefused > allowed) {
      history.violation(1, cabinet + " looked at " + known.codesRefused + " guessed codes");
    }
  }

  void plant(String cabinet, SimulatedCabinet plant) {
    plants.put(cabinet, plant);
  }

  /** The number of the newest event on the cabinet's disk. */
  long lastEvent(String cabinet) {
    return known(cabinet).lastSequence;
  }

  /**
   * The disk does not have its last batches: what it acknowledged was not true. From here on this
   * cabinet is held to what is left; but never again to an epoch that it had, and no door may open
   * over an item whose deposit did not end.
   */
  void takenBack(String cabinet, int batches) {
    Known known = known(cabinet).without(batches, gatewayHas(cabinet), clock.uptimeMillis());
    cabinets.put(cabinet, known);
    int generation = books.cabinet(cabinet).map(row -> row.stream().generation()).orElse(0);
    if (gatewayHas(cabinet) > known.lastSequence) {
      known.owedGeneration = generation + 1;
    }
  }

  /** The stream that the gateway must have noticed to be another; 0 where none. */
  int owedGeneration(String cabinet) {
    return known(cabinet).owedGeneration;
  }

  void forgot(String cabinet) {
    known(cabinet).forgotMillis = clock.uptimeMillis();
  }

  // What the gateway says

  void sent(String cabinet, Topic topic, byte[] payload) {
    try {
      switch (topic) {
        case ACTIONS -> {
          Action action = Action.parseFrom(Signed.parseFrom(payload).getPayload());
          if (books.action(action.getId()).isEmpty()) {
            history.violation(3, "an action is sent to " + cabinet + " that no disk holds");
          }
        }
        case DESIRED -> {
          DesiredState desired = DesiredState.parseFrom(Signed.parseFrom(payload).getPayload());
          Set<String> grants =
              desired.getGrantsList().stream().map(Grant::getId).collect(Collectors.toSet());
          Set<String> before = known(cabinet).documents.put(desired.getVersion(), grants);
          if (before != null && !before.equals(grants)) {
            history.violation(8, "two desired states of one version for " + cabinet);
          }
        }
        case COMMITTED -> {
          long through = EventsCommitted.parseFrom(payload).getThrough();
          if (through > gatewayHas(cabinet)) {
            history.violation(
                3, "events up to " + through + " of " + cabinet + " are confirmed, not stored");
          }
        }
        case HELLO, EVENTS, TELEMETRY, GONE ->
            history.violation(1, "the gateway speaks as a cabinet: " + topic);
      }
    } catch (InvalidProtocolBufferException e) {
      history.violation(3, "the gateway sends what is no message on " + topic);
    }
  }

  private long gatewayHas(String cabinet) {
    return books.cabinet(cabinet).map(row -> row.stream().through()).orElse(-1L);
  }

  // What a cabinet says and writes

  void published(String cabinet, Topic topic, byte[] payload) {
    if (topic != Topic.EVENTS) {
      return;
    }
    try {
      for (Event event : EventBatch.parseFrom(payload).getEventsList()) {
        if (event.getSequence() > known(cabinet).lastSequence) {
          history.violation(
              3, cabinet + " tells event " + event.getSequence() + " that its disk lacks");
        }
      }
    } catch (InvalidProtocolBufferException e) {
      history.violation(3, cabinet + " sends what is no batch of events");
    }
  }

  void waiting(String cabinet, int queue, Cabinet.Snapshot snapshot) {
    long outbox = snapshot.lastSequence() - snapshot.committedThrough();
    if (queue > MAX_QUEUE || outbox > MAX_OUTBOX) {
      history.violation(9, cabinet + " lets " + queue + " inputs and " + outbox + " events wait");
    }
  }

  /** A batch is on the cabinet's disk. */
  void committed(String cabinet, Journal.Batch batch) {
    Known known = known(cabinet);
    long through = batch.committedThrough();
    if (through > 0 && through > gatewayHas(cabinet)) {
      history.violation(3, cabinet + " deletes events up to " + through + " too early");
    }
    known.batches.add(batch);
    for (Journal.StoredEvent stored : batch.events()) {
      try {
        event(cabinet, known, Event.parseFrom(stored.bytes()));
      } catch (InvalidProtocolBufferException e) {
        history.violation(3, cabinet + " writes what is no event");
      }
    }
  }

  private void event(String cabinet, Known known, Event event) {
    history.step(cabinet, Known.written(event));
    if (event.getSequence() != known.lastSequence + 1) {
      history.violation(
          8, cabinet + " numbers event " + event.getSequence() + " after " + known.lastSequence);
    }
    known.lastSequence = event.getSequence();
    String place = event.getDepositId() + "@" + event.getCompartment();
    int door = event.getCompartment();
    switch (event.getFactCase()) {
      case BOOTED -> booted(cabinet, known, event);
      case DESIRED_APPLIED -> applied(cabinet, known, event.getDesiredApplied().getVersion());
      case DOOR_UNLOCKING -> {
        unlocking(cabinet, known, event);
        known.decisions.put(door, new Known.Decision(event));
      }
      case ACTION_FINISHED -> finished(cabinet, known, event.getActionFinished());
      case DEPOSIT_STORED -> {
        if (known.over.contains(place) || known.collected.containsKey(place)) {
          history.violation(1, "deposit " + place + " is stored after its end");
        }
        known.inside.put(door, event.getDepositId());
        known.stored.put(place, event.getSequence());
      }
      case DEPOSIT_COLLECTED -> {
        known.ended.add(event.getDepositId());
        if (known.collected.containsKey(place)) {
          history.violation(1, "deposit " + place + " is collected twice");
        }
        known.collected.put(
            place, new Known.Collected(event.getRightId(), clock.uptimeMillis(), false));
        known.inside.remove(door);
      }
      case DEPOSIT_TAKEN_BACK, DEPOSIT_ABORTED -> {
        known.ended.add(event.getDepositId());
        known.over.add(place);
        known.inside.remove(door);
      }
      case COMPARTMENT_FREED -> known.freed(door, event.getDepositId());
      default -> {
        // The rest moves no right.
      }
    }
  }

  private void booted(String cabinet, Known known, Event event) {
    if (event.getEpoch() <= known.epoch || !known.epochs.add(event.getEpoch())) {
      history.violation(4, cabinet + " begins epoch " + event.getEpoch() + " again");
    }
    known.epoch = event.getEpoch();
    known.decisions.clear();
    known.collected.replaceAll((_, c) -> new Known.Collected(c.right(), c.atMillis(), true));
  }

  private void applied(String cabinet, Known known, long version) {
    Set<String> grants = known.documents.get(version);
    if (grants == null) {
      history.violation(1, cabinet + " applies desired state " + version + " that nobody sent");
    } else {
      known.grants = grants;
    }
  }

  /** The heart: whose right is it, is it live, is it the first time, and whose item is inside. */
  private void unlocking(String cabinet, Known known, Event event) {
    DoorUnlocking unlocking = event.getDoorUnlocking();
    String door = cabinet + "/" + event.getCompartment();
    String deposit = event.getDepositId();
    String place = deposit + "@" + event.getCompartment();
    if (unlocking.getAttempt() == 1) {
      if (unlocking.getActionId().isEmpty()) {
        atScreen(known, door, event);
      } else {
        ordered(known, door, event);
      }
    }
    String inside = known.inside.get(event.getCompartment());
    if (inside != null && !inside.equals(deposit)) {
      history.violation(
          1, door + " opens for deposit " + deposit + " while " + inside + " lies in it");
    }
    SimulatedCabinet plant = plants.get(cabinet);
    String lies = plant == null ? null : plant.door(event.getCompartment()).label();
    if (lies != null && !lies.equals(deposit) && known.owns(lies, event.getCompartment())) {
      history.violation(1, door + " opens for deposit " + deposit + " over the item of " + lies);
    }
    if (known.over.contains(place)) {
      history.violation(1, door + " opens for deposit " + deposit + ", which ended there");
    }
    Known.Collected collected = known.collected.get(place);
    if (collected != null) {
      reopening(door, event, collected);
    }
  }

  private void reopening(String door, Event event, Known.Collected collected) {
    boolean again = event.getDoorUnlocking().getPurpose() == Purpose.PURPOSE_REOPEN;
    if (!again || !collected.right().equals(event.getRightId())) {
      history.violation(
          1, door + " opens by " + event.getRightId() + " after " + collected.right() + " took it");
    }
    long after = clock.uptimeMillis() - collected.atMillis();
    long grace = SimGateway.GRACE.toMillis() + SLACK_MILLIS;
    if (event.getDoorUnlocking().getAttempt() == 1 && !collected.restarted() && after > grace) {
      history.violation(1, door + " opens again " + after + " ms after it was emptied");
    }
  }

  private void ordered(Known known, String door, Event event) {
    String id = event.getDoorUnlocking().getActionId();
    Optional<ActionRow> row = books.action(id);
    if (row.isEmpty() || !(row.get().order() instanceof Order.Open open)) {
      history.violation(1, door + " opens by action " + id + " that nobody ordered");
      return;
    }
    if (open.compartment() != event.getCompartment()
        || !open.depositId().equals(event.getDepositId())
        || row.get().epoch() != event.getEpoch()) {
      history.violation(1, door + " opens by action " + id + " for something else: " + open);
    }
    long now = clock.uptimeMillis();
    String who = holder(open);
    if (now - asked.getOrDefault(who, Long.MIN_VALUE / 2) > ASKED_MILLIS) {
      history.violation(1, door + " opens by " + open + ", and whose right it is did not ask");
    }
    if (!known.openedBy.add(id)) {
      history.violation(1, door + " opens twice by action " + id);
    }
  }

  /** Who alone may have it opened: the owner of the deposit, or who holds the link of the right. */
  private String holder(Order.Open open) {
    return switch (open.purpose()) {
      case PICKUP, REOPEN ->
          books.grant(open.rightId()).map(g -> vault.open(g.sealedToken())).orElse("nobody");
      case DEPOSIT, TAKE_BACK, SERVICE ->
          books.deposit(open.depositId()).map(d -> d.what().owner()).orElse("nobody");
    };
  }

  private void atScreen(Known known, String door, Event event) {
    String right = event.getRightId();
    Optional<GrantRow> grant = books.grant(right);
    if (grant.isEmpty() || !grant.get().depositId().equals(event.getDepositId())) {
      history.violation(
          1, door + " opens at the screen by " + right + ", no right of this deposit");
      return;
    }
    long now = clock.uptimeMillis();
    Long typed = known.typed.get(vault.open(grant.get().sealedCode()));
    boolean asked =
        (typed != null && now - typed < TYPED_MILLIS) || now - known.forgotMillis < TYPED_MILLIS;
    if (!asked) {
      history.violation(1, door + " opens at the screen and nobody typed its code");
    }
    // Where the fact of the collection is lost, the gateway does not know whose grace it is.
    boolean grace =
        known.takenBack
            && event.getDoorUnlocking().getPurpose() == Purpose.PURPOSE_REOPEN
            && known.collected.containsKey(event.getDepositId() + "@" + event.getCompartment());
    if (!known.grants.contains(right) && !grace) {
      history.violation(1, door + " opens by " + right + ", which the cabinet was told to forget");
    }
  }

  private void finished(String cabinet, Known known, ActionFinished finished) {
    ActionFinished first = known.results.putIfAbsent(finished.getActionId(), finished);
    if (first != null && !first.equals(finished)) {
      String two = first.getResult() + " and " + finished.getResult();
      String id = finished.getActionId();
      history.violation(4, cabinet + " gives action " + id + " two results: " + two);
    }
  }

  /** A coil goes on. */
  void energised(String cabinet, int output) {
    Known.Decision decision = known(cabinet).decisions.get(output);
    if (decision == null) {
      history.violation(3, "coil " + cabinet + "/" + output + " goes on without a stored decision");
    } else if (decision.pulsed) {
      history.violation(
          1,
          "coil "
              + cabinet
              + "/"
              + output
              + " goes on twice for decision "
              + decision.event.getSequence());
    } else {
      decision.pulsed = true;
    }
  }
}
