package cubby.gateway.app;

import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Tx;
import cubby.gateway.domain.action.ActionState;
import cubby.gateway.domain.action.Order;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.cabinet.EventStream;
import cubby.gateway.domain.cabinet.Tenancy;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositInput;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.Hello;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first message of a connection: what the cabinet is, where it stands, what it lacks. */
final class Hellos {
  private static final Logger log = LoggerFactory.getLogger(Hellos.class);

  /** More doors than any cabinet has; the highest number on a door. */
  static final int MAX_COMPARTMENTS = 512;

  private record Greeted(String cabinet) {}

  private record Restarted(String cabinet) {}

  private record Behind(String cabinet) {}

  private final Desks desks;
  private final EventApplier applier;

  Hellos(Desks desks, EventApplier applier) {
    this.desks = desks;
    this.applier = applier;
  }

  /** Whether a working cabinet could have said it. */
  static boolean isPossible(Hello hello) {
    if (hello.getEpoch() < 1
        || hello.getLastEventSequence() < 0
        || hello.getUptimeMillis() < 0
        || hello.getCompartmentsCount() > MAX_COMPARTMENTS
        || hello.getStatesCount() > MAX_COMPARTMENTS) {
      return false;
    }
    Set<Integer> numbers = new HashSet<>();
    for (CompartmentDescription description : hello.getCompartmentsList()) {
      int number = description.getNumber();
      if (number < 1
          || number > MAX_COMPARTMENTS
          || !numbers.add(number)
          || WireFacts.description(description).isEmpty()) {
        return false;
      }
    }
    return hello.getStatesList().stream().allMatch(state -> numbers.contains(state.getNumber()));
  }

  void greet(Tx tx, CabinetRow row, Hello hello, @Nullable Object connection, Instant now) {
    // Whose newer events came over this very connection has lost no journal: its hello is late. The
    // first one of an epoch never is: nothing of that epoch was applied before it.
    boolean late =
        hello.getEpoch() == row.epoch()
            && desks.presence().heardThrough(connection) > hello.getLastEventSequence();
    EventStream.Journal journal =
        new EventStream.Journal(
            hello.getEpoch() != row.epoch(),
            hello.getLastEventSequence(),
            hello.getFirstEventOfEpoch(),
            hello.getConfirmedThrough());
    EventStream stream = late ? row.stream() : row.stream().greeted(journal);
    boolean behind = !late && row.stream().isBehind(journal);
    boolean restarted = stream.generation() != row.stream().generation() && !behind;
    long applied =
        late
            ? Math.max(row.desiredApplied(), hello.getDesiredVersion())
            : hello.getDesiredVersion();
    CabinetRow greeted = row.at(stream, now).greeted(hello.getEpoch(), applied);
    tx.cabinets().save(greeted);
    boolean doubted = describe(tx, row.id(), hello, restarted);
    // Read here, a moment after it came: that moment makes deadlines earlier, never later.
    long heardAtMillis = desks.clock().monotonicMillis();
    Presence.Greeting greeting =
        new Presence.Greeting(hello.getEpoch(), hello.getUptimeMillis(), now, heardAtMillis);
    tx.afterCommit(new Greeted(row.id()), () -> desks.presence().greeted(connection, greeting));
    if (restarted) {
      restarted(tx, row.id(), now);
    }
    if (behind) {
      log.error("events of {} that were confirmed are not here; its stream goes on", row.id());
      tx.afterCommit(new Behind(row.id()), () -> desks.counts().count(Count.EVENTS_LOST));
    }
    if (restarted || behind || stream.through() == hello.getLastEventSequence()) {
      // No event is on its way that could explain a difference.
      reconcile(tx, row.id(), restarted || behind, now);
    }
    for (ActionRow pending : tx.actions().pending(row.id())) {
      desks.actions().send(tx, pending);
    }
    if (doubted) {
      desks.desired().changed(tx, row.id());
    } else {
      desks.desired().greeted(tx, greeted);
    }
  }

  /** Answers whether a compartment is in doubt that the cabinet takes for sure. */
  private static boolean describe(Tx tx, String cabinet, Hello hello, boolean restarted) {
    boolean doubted = false;
    Set<String> live = new HashSet<>();
    tx.deposits().live(cabinet).forEach(deposit -> live.add(deposit.id()));
    Map<Integer, CompartmentState> states = new HashMap<>();
    hello.getStatesList().forEach(state -> states.put(state.getNumber(), state));
    for (CompartmentDescription wire : hello.getCompartmentsList()) {
      Compartment.Description description = WireFacts.description(wire).orElseThrow();
      Optional<Compartment> known = tx.compartments().find(cabinet, description.number());
      Compartment before =
          new Compartment(
              cabinet,
              description,
              known.map(Compartment::state).orElse(Compartment.State.UNKNOWN),
              restarted ? -1 : known.map(Compartment::asOf).orElse(-1L));
      CompartmentState state = states.get(description.number());
      // A hello repeats the state after its last event: equal age is as good as newer.
      Compartment after =
          state != null && hello.getLastEventSequence() >= before.asOf()
              ? before.told(
                  description,
                  WireFacts.state(state),
                  hello.getLastEventSequence(),
                  restarted,
                  live)
              : before;
      doubted |= after.inDoubt() && state != null && !state.getQuarantined();
      if (known.isEmpty() || !after.equals(known.get())) {
        tx.compartments().save(after);
      }
    }
    return doubted;
  }

  /** The cabinet lost its memory: what was ordered from the old one will never be answered. */
  private void restarted(Tx tx, String cabinet, Instant now) {
    log.warn("{} lost its journal; a new stream of events begins", cabinet);
    tx.afterCommit(new Restarted(cabinet), () -> desks.counts().count(Count.STREAMS_RESTARTED));
    for (ActionRow pending : tx.actions().pending(cabinet)) {
      Optional<DepositInput> input =
          pending.order() instanceof Order.Open open
              ? Optional.of(
                  new DepositInput.OpenEnded(
                      open.compartment(), open.purpose(), result(tx, cabinet, open)))
              : Optional.empty();
      applier.end(tx, pending, ActionState.OUTCOME_UNKNOWN, "JOURNAL_LOST", input, now);
    }
  }

  /** Where the cabinet has the deposit all the same, its door tells the rest. */
  private static DepositInput.OpenResult result(Tx tx, String cabinet, Order.Open open) {
    return tx.compartments()
        .find(cabinet, open.compartment())
        .filter(compartment -> compartment.state().depositId().equals(open.depositId()))
        .map(_ -> DepositInput.OpenResult.UNKNOWN)
        .orElse(DepositInput.OpenResult.TOO_LATE);
  }

  /**
   * A deposit whose compartment the cabinet calls free is there no more.
   *
   * @param factsLost whether facts will never come, so that the state itself has to tell them
   */
  private void reconcile(Tx tx, String cabinet, boolean factsLost, Instant now) {
    for (Deposit deposit : tx.deposits().live(cabinet)) {
      Optional<Compartment.State> state =
          tx.compartments().find(cabinet, deposit.compartment()).map(Compartment::state);
      if (state.isPresent() && !state.get().depositId().equals(deposit.id())) {
        applier.lost(tx, deposit, now);
      } else if (factsLost && state.isPresent()) {
        fact(deposit.compartment(), state.get().tenancy())
            .ifPresent(fact -> applier.settle(tx, deposit, fact, now));
      }
    }
  }

  /** What must have happened to a deposit that lies there like this. */
  private static Optional<DepositInput> fact(int compartment, Tenancy tenancy) {
    return switch (tenancy) {
      case STORED -> Optional.of(new DepositInput.Stored(compartment));
      case GRACE ->
          Optional.of(new DepositInput.Collected(compartment, "", DepositInput.How.UNKNOWN));
      case FREE, DEPOSITING, COLLECTING, UNKNOWN -> Optional.empty();
    };
  }
}
