package cubby.gateway.domain.deposit;

import cubby.gateway.domain.action.Purpose;
import cubby.gateway.domain.cabinet.Size;
import cubby.gateway.domain.cabinet.Tenancy;
import cubby.gateway.domain.deposit.Decision.Accepted;
import cubby.gateway.domain.deposit.Decision.Refused;
import cubby.gateway.domain.deposit.DepositEffect.About;
import cubby.gateway.domain.deposit.DepositEffect.EndGrants;
import cubby.gateway.domain.deposit.DepositEffect.Event;
import cubby.gateway.domain.deposit.DepositEffect.Hook;
import cubby.gateway.domain.deposit.DepositEffect.Note;
import cubby.gateway.domain.deposit.DepositEffect.Tell;
import cubby.gateway.domain.deposit.DepositEffect.What;
import cubby.gateway.domain.deposit.DepositInput.AbortCause;
import cubby.gateway.domain.deposit.DepositInput.OpenResult;
import cubby.gateway.domain.site.SiteSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The life of a deposit as the gateway follows it. The cabinet decides what happened; this machine
 * only draws the conclusions. A fact about another compartment than the deposit's is about a door
 * that was given up, and changes nothing.
 */
public final class DepositMachine {
  /** After storing, the rider may take an item back without waiting for it to be overdue. */
  public static final Duration SECOND_THOUGHTS = Duration.ofMinutes(10);

  /** The cabinet ends a grace window itself; where it never said so, its right ends then. */
  private static final Duration GRACE_SLACK = Duration.ofMinutes(5);

  private DepositMachine() {}

  /** What the deposit makes of the input at that time. */
  public static Decision step(Deposit deposit, DepositInput input, SiteSettings site, Instant now) {
    return switch (input) {
      case DepositInput.Cancel cancel -> cancel(deposit, cancel);
      case DepositInput.TakeBack ask -> takeBack(deposit, ask.manager(), now);
      case DepositInput.OpenForHolder ask -> openForHolder(deposit, ask, now);
      case DepositInput.Moved moved -> moved(deposit, moved.compartment(), moved.size());
      case DepositInput.NoneFree _ ->
          deposit.state() == DepositState.OPENING
              ? failed(deposit, EndReason.NO_COMPARTMENT, now)
              : same(deposit);
      case DepositInput.Due _ -> due(deposit, site, now);
      case DepositInput.Fact fact ->
          fact.compartment() == deposit.compartment()
              ? fact(deposit, fact, site, now)
              : same(deposit);
    };
  }

  private static Decision fact(
      Deposit deposit, DepositInput.Fact fact, SiteSettings site, Instant now) {
    return switch (fact) {
      case DepositInput.OpenEnded ended -> openEnded(deposit, ended, now);
      case DepositInput.AbortEnded ended -> abortEnded(deposit, ended.result(), now);
      case DepositInput.Unlocking unlocking -> unlocking(deposit, unlocking.purpose());
      case DepositInput.Opened opened -> opened(deposit, opened.purpose());
      case DepositInput.Stored _ -> stored(deposit, site, now);
      case DepositInput.Aborted aborted -> aborted(deposit, aborted.cause(), now);
      case DepositInput.Collected collected -> collected(deposit, collected, site, now);
      case DepositInput.NotTaken _ -> backInside(deposit, What.NOT_TAKEN);
      case DepositInput.TakenBack _ -> takenBack(deposit, now);
      case DepositInput.Freed _ -> freed(deposit, now);
      case DepositInput.DoorTrouble trouble -> accepted(deposit, new Note(word(trouble.trouble())));
      case DepositInput.Seen seen ->
          deposit.state() == DepositState.COLLECTING && seen.tenancy() == Tenancy.STORED
              ? accepted(deposit.in(DepositState.STORED))
              : same(deposit);
    };
  }

  // What people ask

  private static Decision cancel(Deposit deposit, DepositInput.Cancel cancel) {
    return canCancel(deposit, cancel.seemsEmpty())
        ? accepted(
            deposit.cancelling(cancel.why()),
            new DepositEffect.Abort(),
            new Note(What.CANCEL_ASKED))
        : new Refused();
  }

  /** Whether the rider may end it now. */
  public static boolean canCancel(Deposit deposit, boolean seemsEmpty) {
    return deposit.cancelling() == EndReason.NONE
        && switch (deposit.state()) {
          case OPENING, OPEN -> true;
          case STORED -> seemsEmpty;
          case COLLECTING, COLLECTED, TAKEN_BACK, CANCELLED, FAILED -> false;
        };
  }

  private static Decision takeBack(Deposit deposit, boolean manager, Instant now) {
    return canTakeBack(deposit, manager, now)
        ? accepted(
            deposit, new DepositEffect.Open(Purpose.TAKE_BACK, ""), new Note(What.TAKE_BACK_ASKED))
        : new Refused();
  }

  /** Whether the rider, or a manager, may have the item back now. */
  public static boolean canTakeBack(Deposit deposit, boolean manager, Instant now) {
    if (!deposit.state().isInside()) {
      return false;
    }
    boolean young =
        deposit.times().storedAt().map(at -> now.isBefore(at.plus(SECOND_THOUGHTS))).orElse(false);
    return deposit.reminders().overdue() || (young && !manager);
  }

  private static Decision openForHolder(
      Deposit deposit, DepositInput.OpenForHolder ask, Instant now) {
    Note note = new Note(What.OPEN_ASKED);
    if (deposit.state().isInside()) {
      return accepted(deposit, new DepositEffect.Open(Purpose.PICKUP, ask.grantId()), note);
    }
    return deposit.state() == DepositState.COLLECTED && ask.inGrace() && inGrace(deposit, now)
        ? accepted(deposit, new DepositEffect.Open(Purpose.REOPEN, ask.grantId()), note)
        : new Refused();
  }

  /** Whether the right that collected the item still opens the door. */
  public static boolean inGrace(Deposit deposit, Instant now) {
    return deposit.times().graceUntil().map(now::isBefore).orElse(false);
  }

  // Putting in

  private static Decision openEnded(Deposit deposit, DepositInput.OpenEnded ended, Instant now) {
    if (ended.result() == OpenResult.DONE || ended.result() == OpenResult.UNKNOWN) {
      // The facts of the door itself tell the rest.
      return same(deposit);
    }
    if (ended.purpose() != Purpose.DEPOSIT) {
      return backInside(deposit, What.NOT_OPENED);
    }
    if (deposit.state() != DepositState.OPENING) {
      return same(deposit);
    }
    if (deposit.cancelling() != EndReason.NONE) {
      return cancelled(deposit, deposit.cancelling(), now);
    }
    return switch (ended.result()) {
      case NOT_THIS_DOOR -> another(deposit, now);
      case TOO_LATE -> failed(deposit, EndReason.NOT_OPENED_IN_TIME, now);
      case REFUSED -> failed(deposit, EndReason.REFUSED_BY_CABINET, now);
      case DONE, UNKNOWN -> same(deposit);
    };
  }

  private static Decision another(Deposit deposit, Instant now) {
    if (deposit.cancelling() != EndReason.NONE) {
      return cancelled(deposit, deposit.cancelling(), now);
    }
    Set<Integer> tried = new TreeSet<>(deposit.tried());
    tried.add(deposit.compartment());
    return tried.size() < Deposit.MAX_TRIES
        ? accepted(
            deposit, new Note(What.NOT_OPENED), new DepositEffect.FindAnother(Set.copyOf(tried)))
        : failed(deposit, EndReason.NO_COMPARTMENT, now);
  }

  private static Decision moved(Deposit deposit, int compartment, Size size) {
    if (deposit.state() != DepositState.OPENING) {
      return same(deposit);
    }
    Set<Integer> tried = new TreeSet<>(deposit.tried());
    tried.add(deposit.compartment());
    return accepted(
        deposit.at(compartment, size, Set.copyOf(tried)),
        new DepositEffect.Open(Purpose.DEPOSIT, ""),
        new DepositEffect.GrantsMoved(),
        new Note(What.MOVED));
  }

  private static Decision unlocking(Deposit deposit, Purpose purpose) {
    return switch (purpose) {
      case PICKUP, TAKE_BACK ->
          deposit.state() == DepositState.STORED
              ? accepted(deposit.in(DepositState.COLLECTING), new Note(What.UNLOCKING))
              : same(deposit);
      case DEPOSIT, REOPEN, SERVICE -> same(deposit);
    };
  }

  private static Decision opened(Deposit deposit, Purpose purpose) {
    return switch (purpose) {
      case DEPOSIT ->
          deposit.state() == DepositState.OPENING
              ? accepted(deposit.in(DepositState.OPEN), new Note(What.OPENED))
              : same(deposit);
      case PICKUP -> takingOut(deposit, What.OPENED_FOR_PICKUP);
      case TAKE_BACK -> takingOut(deposit, What.OPENED_TO_TAKE_BACK);
      case REOPEN -> accepted(deposit, new Note(What.OPENED_AGAIN));
      case SERVICE -> same(deposit);
    };
  }

  private static Decision takingOut(Deposit deposit, What what) {
    return deposit.state().isInside()
        ? accepted(deposit.in(DepositState.COLLECTING), new Note(what))
        : same(deposit);
  }

  private static Decision stored(Deposit deposit, SiteSettings site, Instant now) {
    return switch (deposit.state()) {
      case OPENING, OPEN -> {
        Deposit next =
            deposit.stored(now, OverduePlan.begin(site.scheduleOf(deposit.what().kind()), now));
        // While a cancellation is under way nobody is told of an item that may be gone at once.
        yield next.cancelling() == EndReason.NONE
            ? accepted(next, new Note(What.STORED), new Tell(About.READY), new Hook(Event.STORED))
            : accepted(next, new Note(What.STORED));
      }
      case STORED, COLLECTING, COLLECTED, TAKEN_BACK, CANCELLED, FAILED -> same(deposit);
    };
  }

  private static Decision abortEnded(
      Deposit deposit, DepositInput.AbortResult result, Instant now) {
    if (result == DepositInput.AbortResult.DONE
        || deposit.cancelling() == EndReason.NONE
        || !deposit.state().isLive()) {
      return same(deposit);
    }
    if (result == DepositInput.AbortResult.NOT_THERE && deposit.state() == DepositState.OPENING) {
      // The order to open got lost and is overtaken by this one: the door never opens for it.
      return cancelled(deposit, deposit.cancelling(), now);
    }
    Deposit next = deposit.cancelling(EndReason.NONE);
    return deposit.state() == DepositState.STORED
        ? accepted(
            next, new Note(What.CANCEL_REFUSED), new Tell(About.READY), new Hook(Event.STORED))
        : accepted(next, new Note(What.CANCEL_REFUSED));
  }

  private static Decision aborted(Deposit deposit, AbortCause cause, Instant now) {
    if (!deposit.state().isLive()) {
      return same(deposit);
    }
    return switch (cause) {
      case CANCELLED ->
          cancelled(
              deposit,
              deposit.cancelling() == EndReason.NONE ? EndReason.CANCELLED : deposit.cancelling(),
              now);
      case OPEN_NOT_DETECTED ->
          deposit.state() == DepositState.OPENING
              ? another(deposit, now)
              : failed(deposit, EndReason.NO_COMPARTMENT, now);
      case OUTCOME_UNKNOWN -> failed(deposit, EndReason.OUTCOME_UNKNOWN, now);
    };
  }

  // Taking out

  private static Decision backInside(Deposit deposit, What what) {
    return deposit.state().isInside()
        ? accepted(deposit.in(DepositState.STORED), new Note(what))
        : same(deposit);
  }

  private static Decision collected(
      Deposit deposit, DepositInput.Collected fact, SiteSettings site, Instant now) {
    if (!deposit.state().isLive()) {
      return same(deposit);
    }
    Instant graceUntil = now.plus(site.grace());
    What what =
        switch (fact.how()) {
          case CODE_AT_SCREEN -> What.COLLECTED_BY_CODE;
          case ONLINE -> What.COLLECTED_ONLINE;
          case DECLARED -> What.COLLECTED_DECLARED;
          case UNKNOWN -> What.COLLECTED;
        };
    Deposit ended = deposit.ended(DepositState.COLLECTED, EndReason.NONE, now).grace(graceUntil);
    return accepted(
        ended.dueAt(Optional.of(graceUntil.plus(GRACE_SLACK))),
        new Note(what),
        new EndGrants(fact.rightId()),
        new Tell(About.COLLECTED),
        new Hook(Event.COLLECTED));
  }

  private static Decision takenBack(Deposit deposit, Instant now) {
    return deposit.state().isLive()
        ? accepted(
            deposit.ended(DepositState.TAKEN_BACK, EndReason.NONE, now),
            new Note(What.TAKEN_BACK),
            new EndGrants(""),
            new Tell(About.TAKEN_BACK),
            new Hook(Event.TAKEN_BACK))
        : same(deposit);
  }

  private static Decision freed(Deposit deposit, Instant now) {
    return switch (deposit.state()) {
      case OPENING -> same(deposit);
      case OPEN, STORED, COLLECTING -> failed(deposit, EndReason.LOST, now);
      case COLLECTED ->
          accepted(
              deposit.dueAt(Optional.empty()), new DepositEffect.EndGrace(), new Note(What.FREED));
      case TAKEN_BACK, CANCELLED, FAILED -> same(deposit);
    };
  }

  // Time

  private static Decision due(Deposit deposit, SiteSettings site, Instant now) {
    Optional<Instant> storedAt = deposit.times().storedAt();
    if (!deposit.state().isInside() || storedAt.isEmpty()) {
      // Only a grace that the cabinet never ended is left to be due.
      return accepted(deposit.dueAt(Optional.empty()), new DepositEffect.EndGrace());
    }
    Deposit.Reminders plan =
        OverduePlan.due(
            site.scheduleOf(deposit.what().kind()), storedAt.get(), deposit.reminders(), now);
    Deposit next = deposit.reminded(plan);
    if (plan.overdue()) {
      return accepted(
          next, new Note(What.OVERDUE), new Tell(About.OVERDUE), new Hook(Event.OVERDUE));
    }
    return plan.sent() > deposit.reminders().sent()
        ? accepted(next, new Note(What.REMINDED), new Tell(About.REMINDER))
        : accepted(next);
  }

  // Ends

  private static Decision cancelled(Deposit deposit, EndReason why, Instant now) {
    return accepted(
        deposit.ended(DepositState.CANCELLED, why, now),
        new Note(What.CANCELLED),
        new EndGrants(""),
        new Hook(Event.CANCELLED));
  }

  private static Decision failed(Deposit deposit, EndReason why, Instant now) {
    return accepted(
        deposit.ended(DepositState.FAILED, why, now),
        new Note(What.FAILED),
        new EndGrants(""),
        new Hook(Event.FAILED));
  }

  private static What word(DepositInput.Trouble trouble) {
    return switch (trouble) {
      case LEFT_OPEN -> What.LEFT_OPEN;
      case AJAR -> What.AJAR;
      case OPENED_WITHOUT_COMMAND -> What.OPENED_WITHOUT_COMMAND;
      case OPEN_NOT_DETECTED -> What.NOT_OPENED;
    };
  }

  private static Decision same(Deposit deposit) {
    return new Accepted(deposit, List.of());
  }

  private static Decision accepted(Deposit next, DepositEffect... effects) {
    return new Accepted(next, List.of(effects));
  }
}
