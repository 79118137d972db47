package cubby.gateway.app;

import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Counts;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.port.Tx;
import cubby.gateway.domain.action.ActionState;
import cubby.gateway.domain.action.Order;
import cubby.gateway.domain.action.Purpose;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositInput;
import cubby.gateway.domain.deposit.DepositState;
import cubby.gateway.domain.deposit.GrantState;
import cubby.gateway.domain.deposit.Overtaken;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.Event;
import cubby.wire.v1.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Draws the conclusions of one event after the other. What makes no sense changes nothing. */
final class EventApplier {
  static final String BY_CABINET = "cabinet";

  /** A cabinet's wall clock that is further ahead of ours is not believed. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  /** Nor is one, or an uptime, that tells of a time before this system. */
  private static final Instant FIRST_TIME = Instant.parse("2026-01-01T00:00:00Z");

  private record Refused(String cabinet) {}

  private record GivenAgain(String actionId) {}

  private final Clock clock;
  private final Presence presence;
  private final DepositDesk deposits;
  private final ActionDesk actions;
  private final LiveHub live;
  private final Counts counts;

  EventApplier(Desks desks, DepositDesk deposits) {
    this.clock = desks.clock();
    this.presence = desks.presence();
    this.deposits = deposits;
    this.actions = desks.actions();
    this.live = desks.live();
    this.counts = desks.counts();
  }

  /** Applies one event; answers whether it made sense. */
  boolean apply(Tx tx, String cabinet, Event event, Instant now) {
    boolean known = see(tx, cabinet, event);
    switch (event.getFactCase()) {
      case ACTION_FINISHED ->
          finish(tx, cabinet, event.getActionFinished(), time(cabinet, event, now));
      case DESIRED_APPLIED -> {
        CabinetRow row = tx.cabinets().find(cabinet).orElseThrow();
        long version = event.getDesiredApplied().getVersion();
        tx.cabinets()
            .save(row.greeted(row.epoch(), Hellos.believed(version, row.desiredVersion())));
      }
      case CODES_REFUSED ->
          tx.afterCommit(new Refused(cabinet), () -> counts.count(Count.CODES_REFUSED));
      case FACT_NOT_SET -> {
        return false;
      }
      default -> {
        if (!event.getDepositId().isEmpty()) {
          return deposit(tx, cabinet, event, now) && known;
        }
      }
    }
    return known;
  }

  private boolean see(Tx tx, String cabinet, Event event) {
    if (!event.hasAfter()) {
      return true;
    }
    Optional<Compartment> before = tx.compartments().find(cabinet, event.getAfter().getNumber());
    if (before.isEmpty()) {
      return false;
    }
    Compartment after =
        before
            .get()
            .seen(
                WireFacts.after(event, before.get()),
                event.getSequence(),
                event.getFactCase() == Event.FactCase.RELEASED);
    if (!after.equals(before.get())) {
      tx.compartments().save(after);
    }
    return true;
  }

  private boolean deposit(Tx tx, String cabinet, Event event, Instant now) {
    Optional<Deposit> found =
        tx.deposits().find(event.getDepositId()).filter(d -> d.cabinet().equals(cabinet));
    if (found.isEmpty()) {
      return false;
    }
    Deposit deposit = found.get();
    Instant at = time(cabinet, event, now);
    Optional<DepositInput.Fact> fact = WireFacts.fact(event);
    if (fact.isPresent()) {
      deposit = deposits.apply(tx, deposit, fact.get(), by(event), at).orElse(deposit);
    }
    if (event.hasAfter() && deposit.state() == DepositState.COLLECTING) {
      DepositInput seen =
          new DepositInput.Seen(event.getCompartment(), WireFacts.tenancy(event.getAfter()));
      deposits.apply(tx, deposit, seen, BY_CABINET, at);
    }
    live.changed(tx, deposit.id());
    return true;
  }

  /** Whose right it was, where the cabinet says so. */
  private static String by(Event event) {
    return event.getRightId().isEmpty() || event.getRightId().equals(event.getDepositId())
        ? BY_CABINET
        : "holder:" + event.getRightId();
  }

  private void finish(Tx tx, String cabinet, ActionFinished finished, Instant at) {
    Optional<ActionRow> found =
        tx.actions()
            .find(finished.getActionId())
            .filter(action -> action.cabinet().equals(cabinet));
    ActionState result = WireFacts.result(finished.getResult());
    if (found.isEmpty() || found.get().state().isFinal() || !result.isFinal()) {
      return;
    }
    ActionRow action = found.get();
    boolean again =
        finished.getReason() == RefusalReason.REFUSAL_REASON_STALE_SEQUENCE
            && isStillWanted(tx, action, at)
            && actions.again(tx, action, at);
    if (again) {
      tx.afterCommit(new GivenAgain(action.id()), () -> counts.count(Count.ACTIONS_OVERTAKEN));
    }
    // What is given again is still open for its deposit.
    Optional<DepositInput> input =
        again ? Optional.empty() : missed(tx, action, result).or(() -> input(action, finished));
    end(tx, action, result, WireFacts.detail(finished), input, at);
  }

  /**
   * Of an opening that was done, or whose outcome the cabinet does not know, its door tells the
   * rest, but not where that was told before and lost, and the result comes once more: then the
   * compartment is no longer this deposit's.
   */
  private static Optional<DepositInput> missed(Tx tx, ActionRow action, ActionState result) {
    boolean doorTells = result == ActionState.DONE || result == ActionState.OUTCOME_UNKNOWN;
    return doorTells
            && action.order() instanceof Order.Open open
            && open.purpose() == Purpose.DEPOSIT
            && tx.compartments()
                .find(action.cabinet(), open.compartment())
                .filter(place -> place.state().depositId().equals(open.depositId()))
                .isEmpty()
        ? Optional.of(
            new DepositInput.OpenEnded(
                open.compartment(), open.purpose(), DepositInput.OpenResult.TOO_LATE))
        : Optional.empty();
  }

  private static boolean isStillWanted(Tx tx, ActionRow action, Instant at) {
    Order order = action.order();
    boolean rightEnded =
        order instanceof Order.Open open
            && tx.grants().find(open.rightId()).map(EventApplier::isOver).orElse(false);
    return !rightEnded
        && (order.depositId().isEmpty()
            || tx.deposits()
                .find(order.depositId())
                .map(deposit -> Overtaken.wants(deposit, order, at))
                .orElse(false));
  }

  private static boolean isOver(GrantRow grant) {
    return grant.state() != GrantState.LIVE && grant.state() != GrantState.GRACE;
  }

  /** Gives a pending action its result, and its deposit what follows from it. */
  void end(
      Tx tx,
      ActionRow action,
      ActionState result,
      String detail,
      Optional<DepositInput> input,
      Instant at) {
    tx.actions().finish(action.id(), result, detail, at);
    Count count = result == ActionState.DONE ? Count.ACTIONS_DONE : Count.ACTIONS_NOT_DONE;
    tx.afterCommit(action, () -> counts.count(count));
    input.ifPresent(i ->
        tx.deposits()
            .find(action.order().depositId())
            .ifPresent(deposit -> deposits.apply(tx, deposit, i, BY_CABINET, at)));
  }

  /** What the compartment shows although no event told it. */
  void infer(Tx tx, Deposit deposit, DepositInput fact, Instant now) {
    deposits.apply(tx, deposit, fact, BY_CABINET, now);
  }

  private static Optional<DepositInput> input(ActionRow action, ActionFinished finished) {
    return switch (action.order()) {
      case Order.Open open ->
          Optional.of(
              new DepositInput.OpenEnded(
                  open.compartment(), open.purpose(), WireFacts.openResult(finished)));
      case Order.Abort abort ->
          Optional.of(
              new DepositInput.AbortEnded(abort.compartment(), WireFacts.abortResult(finished)));
      case Order.Release _, Order.Quarantine _ -> Optional.empty();
    };
  }

  /**
   * When it happened, as well as can be known; never later than now. A controller without a battery
   * may live in last week until its network is there, so its uptime, counted from its hello on a
   * clock that nobody sets, is believed first; its wall clock only for what happened before a
   * restart.
   */
  private Instant time(String cabinet, Event event, Instant now) {
    return presence
        .greeting(cabinet)
        .filter(greeting -> greeting.epoch() == event.getEpoch())
        .filter(_ -> event.getUptimeMillis() >= 0)
        .map(greeting -> now.minusMillis(Math.max(0, ageMillis(greeting, event))))
        .filter(at -> at.isAfter(FIRST_TIME))
        .or(() -> wallClock(event, now))
        .map(at -> earlier(at, now))
        .orElse(now);
  }

  private long ageMillis(Presence.Greeting greeting, Event event) {
    return greeting.uptimeMillisAt(clock.monotonicMillis()) - event.getUptimeMillis();
  }

  private static Optional<Instant> wallClock(Event event, Instant now) {
    boolean believed =
        event.getUtcMillis() > FIRST_TIME.toEpochMilli()
            && event.getUtcMillis() <= now.plus(CLOCK_TOLERANCE).toEpochMilli();
    return believed ? Optional.of(Instant.ofEpochMilli(event.getUtcMillis())) : Optional.empty();
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
