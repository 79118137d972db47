package cubby.gateway.domain.deposit;

import cubby.gateway.domain.cabinet.CompartmentKind;
import cubby.gateway.domain.cabinet.Size;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One item left for a recipient, as the gateway knows it.
 *
 * @param what what it is and whose; never changes
 * @param compartment where it is, or is being put
 * @param size of that compartment
 * @param tried compartments that did not open
 * @param cancelling the cabinet was asked to end it; why
 * @param reason set with CANCELLED and FAILED
 */
public record Deposit(
    What what,
    int compartment,
    Size size,
    Set<Integer> tried,
    DepositState state,
    EndReason cancelling,
    EndReason reason,
    Times times,
    Reminders reminders) {

  /** Doors that are tried for one deposit before it fails. */
  public static final int MAX_TRIES = 3;

  /**
   * What never changes.
   *
   * @param owner label of the actor who began it, e.g. {@code rider:...}
   */
  public record What(
      String id, String cabinet, Size wanted, boolean low, CompartmentKind kind, String owner) {}

  /**
   * When things happened.
   *
   * @param graceUntil end of the window in which the collecting right opens again
   */
  public record Times(
      Instant createdAt,
      Optional<Instant> storedAt,
      Optional<Instant> endedAt,
      Optional<Instant> graceUntil) {}

  /**
   * What was and will be said about an item that nobody collects.
   *
   * @param sent how many reminders went out
   * @param nextAt when the next reminder, or the change to overdue, is due
   * @param overdueAt when the item becomes, or became, overdue
   */
  public record Reminders(
      int sent, boolean overdue, Optional<Instant> nextAt, Optional<Instant> overdueAt) {
    static final Reminders NONE = new Reminders(0, false, Optional.empty(), Optional.empty());
  }

  /** A deposit whose door is being ordered to open. */
  public static Deposit begin(What what, int compartment, Size size, Instant now) {
    return new Deposit(
        what,
        compartment,
        size,
        Set.of(),
        DepositState.OPENING,
        EndReason.NONE,
        EndReason.NONE,
        new Times(now, Optional.empty(), Optional.empty(), Optional.empty()),
        Reminders.NONE);
  }

  public String id() {
    return what.id();
  }

  public String cabinet() {
    return what.cabinet();
  }

  Deposit in(DepositState next) {
    return new Deposit(what, compartment, size, tried, next, cancelling, reason, times, reminders);
  }

  Deposit cancelling(EndReason why) {
    return new Deposit(what, compartment, size, tried, state, why, reason, times, reminders);
  }

  Deposit ended(DepositState end, EndReason why, Instant at) {
    Times ends = new Times(times.createdAt, times.storedAt, Optional.of(at), times.graceUntil);
    Reminders quiet =
        new Reminders(reminders.sent, reminders.overdue, Optional.empty(), reminders.overdueAt);
    return new Deposit(what, compartment, size, tried, end, EndReason.NONE, why, ends, quiet);
  }

  Deposit stored(Instant at, Reminders plan) {
    Times times =
        new Times(this.times.createdAt, Optional.of(at), Optional.empty(), Optional.empty());
    return new Deposit(
        what, compartment, size, tried, DepositState.STORED, cancelling, reason, times, plan);
  }

  Deposit grace(Instant until) {
    Times grace = new Times(times.createdAt, times.storedAt, times.endedAt, Optional.of(until));
    return new Deposit(what, compartment, size, tried, state, cancelling, reason, grace, reminders);
  }

  Deposit at(int other, Size otherSize, Set<Integer> nowTried) {
    return new Deposit(
        what, other, otherSize, nowTried, state, cancelling, reason, times, reminders);
  }

  Deposit dueAt(Optional<Instant> next) {
    return reminded(new Reminders(reminders.sent, reminders.overdue, next, reminders.overdueAt));
  }

  Deposit reminded(Reminders next) {
    return new Deposit(what, compartment, size, tried, state, cancelling, reason, times, next);
  }
}
