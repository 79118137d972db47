package cubby.gateway.app;

import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Tx;
import cubby.gateway.domain.action.ActionState;
import cubby.gateway.domain.action.Order;
import cubby.gateway.domain.action.Purpose;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.cabinet.EventStream;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositEffect.What;
import cubby.gateway.domain.deposit.DepositInput;
import cubby.gateway.domain.deposit.DepositInput.AbortResult;
import cubby.gateway.domain.deposit.EndReason;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.EpochStart;
import cubby.wire.v1.Hello;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

  /**
   * Far beyond what any cabinet counts, and far from where counting on would begin again below 0:
   * numbers beyond it are not believed (ADR 190).
   */
  static final long MAX_NUMBER = 1L << 62;

  private record Greeted(String cabinet) {}

  private record Restarted(String cabinet) {}

  private record Gap(String cabinet) {}

  private final Desks desks;
  private final EventApplier applier;
  private final Reconciler reconciler;

  Hellos(Desks desks, EventApplier applier) {
    this.desks = desks;
    this.applier = applier;
    this.reconciler = new Reconciler(applier);
  }

  /** Whether a working cabinet could have said it. */
  static boolean isPossible(Hello hello) {
    if (hello.getEpoch() < 1
        || !isNumber(hello.getLastEventSequence())
        || !isNumber(hello.getUptimeMillis())
        || !isNumber(hello.getFirstEventSequence())
        || hello.getFirstEventSequence() > hello.getLastEventSequence() + 1
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

  private static boolean isNumber(long told) {
    return told >= 0 && told <= MAX_NUMBER;
  }

  /** What a cabinet says of a number that we give out; 0 where nobody can have given it. */
  static long believed(long told, long given) {
    return isNumber(told) || (told > 0 && told <= given) ? told : 0;
  }

  void greet(Tx tx, CabinetRow row, Hello hello, @Nullable Object connection, Instant now) {
    // Whose newer events came over this very connection has lost no journal: its hello is late. The
    // first one of an epoch never is: nothing of that epoch was applied before it.
    boolean newEpoch = hello.getEpoch() != row.epoch();
    boolean late =
        !newEpoch && desks.presence().heardThrough(connection) > hello.getLastEventSequence();
    long unheard = newEpoch ? firstUnheard(row.epoch(), hello) : 0;
    EventStream stream =
        late
            ? row.stream()
            : row.stream()
                .greeted(hello.getLastEventSequence(), hello.getFirstEventSequence(), unheard);
    boolean restarted = stream.generation() != row.stream().generation();
    long told = believed(hello.getDesiredVersion(), row.desiredVersion());
    long applied = late ? Math.max(row.desiredApplied(), told) : told;
    long lookedAt = believed(hello.getActionSequence(), row.actionSequence());
    CabinetRow greeted =
        row.at(stream, now).greeted(hello.getEpoch(), applied).actionsFrom(lookedAt);
    tx.cabinets().save(greeted);
    long lost = row.stream().lostUntil(stream);
    boolean doubted = describe(tx, row.id(), hello, restarted, unheard);
    // Read here, a moment after it came: that moment makes deadlines earlier, never later.
    long heardAtMillis = desks.clock().monotonicMillis();
    Presence.Greeting greeting =
        new Presence.Greeting(hello.getEpoch(), hello.getUptimeMillis(), now, heardAtMillis);
    tx.afterCommit(new Greeted(row.id()), () -> desks.presence().greeted(connection, greeting));
    if (restarted) {
      restarted(tx, row.id(), now);
    }
    if (lost > 0) {
      factsLost(tx, row, lookedAt, lost, now);
    }
    if (restarted || stream.through() == hello.getLastEventSequence()) {
      // No event is on its way that could explain a difference.
      reconciler.compare(tx, row.id(), now);
    } else if (stream.through() < hello.getLastEventSequence()) {
      reconciler.compareAt(tx, row.id(), hello.getLastEventSequence());
    }
    for (ActionRow pending : tx.actions().pending(row.id())) {
      desks.actions().send(tx, pending);
    }
    desks.desired().greeted(tx, greeted, lost > 0 || doubted);
  }

  /**
   * Number of the first event of a start that we never heard of; 0 where an old agent does not say.
   */
  private static long firstUnheard(long heard, Hello hello) {
    long first = hello.getFirstEventOfEpoch();
    List<EpochStart> earlier = hello.getEarlierEpochsList();
    for (int i = earlier.size() - 1; i >= 0 && earlier.get(i).getEpoch() != heard; i--) {
      first = Math.min(first, earlier.get(i).getFirstEvent());
    }
    return first;
  }

  /**
   * Answers whether a compartment is in doubt that the cabinet takes for sure.
   *
   * @param unheard number of the first event of a start that we never heard of; what a hello told
   *     as of this number or a later one was lost by the journal before an event told it
   */
  private static boolean describe(
      Tx tx, String cabinet, Hello hello, boolean restarted, long unheard) {
    boolean doubted = false;
    Map<String, Integer> live = new HashMap<>();
    tx.deposits().live(cabinet).forEach(deposit -> live.put(deposit.id(), deposit.compartment()));
    Map<Integer, CompartmentState> states = new HashMap<>();
    hello.getStatesList().forEach(state -> states.put(state.getNumber(), state));
    for (CompartmentDescription wire : hello.getCompartmentsList()) {
      Compartment.Description description = WireFacts.description(wire).orElseThrow();
      Optional<Compartment> known = tx.compartments().find(cabinet, description.number());
      long asOf = known.map(Compartment::asOf).orElse(-1L);
      boolean older = restarted || (unheard > 0 && asOf >= unheard);
      Compartment before =
          new Compartment(
              cabinet,
              description,
              known.map(Compartment::state).orElse(Compartment.State.UNKNOWN),
              older ? -1 : asOf);
      CompartmentState state = states.get(description.number());
      // A hello repeats the state after its last event: equal age is as good as newer.
      Compartment after =
          state != null && hello.getLastEventSequence() >= before.asOf()
              ? before.told(
                  description,
                  WireFacts.state(state),
                  hello.getLastEventSequence(),
                  older,
                  Integer.valueOf(description.number()).equals(live.get(state.getDepositId())))
              : before;
      doubted |= after.inDoubt() && state != null && !WireFacts.state(state).inDoubt();
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
      boolean there =
          pending.order() instanceof Order.Open open
              && tx.compartments()
                  .find(cabinet, open.compartment())
                  .filter(place -> place.state().depositId().equals(open.depositId()))
                  .isPresent();
      // Where the cabinet has the deposit all the same, its door tells the rest.
      boolean tells = there && pending.order() instanceof Order.Open;
      end(tx, pending, "JOURNAL_LOST", tells ? Optional.empty() : tooLate(pending), now);
    }
    for (Deposit deposit : tx.deposits().live(cabinet)) {
      if (deposit.cancelling() != EndReason.NONE) {
        // That its end was ordered may be among what is lost: then an item lies there all the same.
        applier.infer(
            tx,
            deposit,
            new DepositInput.AbortEnded(deposit.compartment(), AbortResult.REFUSED),
            now);
      }
    }
  }

  /** An abort without an answer is over too: else nobody would be told of what was put in. */
  private static Optional<DepositInput> tooLate(ActionRow pending) {
    return switch (pending.order()) {
      case Order.Open open ->
          Optional.of(
              new DepositInput.OpenEnded(
                  open.compartment(), open.purpose(), DepositInput.OpenResult.TOO_LATE));
      case Order.Abort abort ->
          Optional.of(new DepositInput.AbortEnded(abort.compartment(), AbortResult.REFUSED));
      case Order.Release _, Order.Quarantine _ -> Optional.empty();
    };
  }

  /** Nobody will ever tell what became of it. */
  private void end(
      Tx tx, ActionRow pending, String detail, Optional<DepositInput> input, Instant now) {
    applier.end(tx, pending, ActionState.OUTCOME_UNKNOWN, detail, input, now);
  }

  /**
   * This gateway runs on an old copy of its data: what the cabinet told in between is nowhere any
   * more. Its states in the hello stand for it.
   */
  private void factsLost(Tx tx, CabinetRow row, long lookedAt, long lost, Instant now) {
    long first = row.stream().through() + 1;
    log.error(
        "{} told {} events from {} on that this gateway's data does not hold: it goes on behind"
            + " them",
        row.id(),
        lost,
        first);
    tx.afterCommit(new Gap(row.id()), () -> desks.counts().count(Count.STREAM_GAPS));
    tx.eventLog().lost(row.id(), row.stream().generation(), first, first + lost - 1, now);
    for (ActionRow pending : tx.actions().pending(row.id())) {
      if (pending.sequence() > lookedAt) {
        // The cabinet has not looked at it: it will, and tell.
        continue;
      }
      // What became of a deposit being put in, its compartment tells.
      boolean shown =
          pending.order() instanceof Order.Open open && open.purpose() == Purpose.DEPOSIT;
      end(tx, pending, "DATA_LOST", shown ? Optional.empty() : tooLate(pending), now);
    }
    for (Deposit deposit : tx.deposits().live(row.id())) {
      Notes.add(tx, deposit.id(), What.FACTS_LOST, deposit.compartment(), "gateway", now);
    }
  }

  /** Events up to this number were applied. */
  void reached(Tx tx, String cabinet, long through, Instant now) {
    reconciler.reached(tx, cabinet, through, now);
  }
}
