package cubby.agent.domain;

import org.jspecify.annotations.Nullable;

/**
 * Which actions are done: at most once each, in the order of their numbers, in time, and only what
 * the cabinet's state allows.
 */
final class Admission {

  /** A quarantine's reason longer than this is cut. */
  private static final int MAX_REASON_CHARS = 200;

  private Admission() {}

  static void arrived(Turn turn, Action action) {
    ActionLedger.Entry known = turn.ledger().find(action.id());
    if (known != null) {
      turn.effect(new Effect.Ignored(Effect.Reason.ACTION_REPEATED));
      tellAgain(turn, known);
    } else if (pending(turn, action.id())) {
      turn.effect(new Effect.Ignored(Effect.Reason.ACTION_REPEATED));
    } else {
      judge(turn, action);
    }
  }

  /** The outbox delivers the first result by itself, unless it is already gone from there. */
  private static void tellAgain(Turn turn, ActionLedger.Entry known) {
    if (known.eventSequence() <= turn.committedThrough()) {
      Fact fact = new Fact.ActionFinished(known.actionId(), known.outcome());
      long told = turn.tell(known.compartment(), fact);
      turn.remember(
          new ActionLedger.Entry(
              known.actionId(), known.sequence(), known.outcome(), known.compartment(), told));
    }
  }

  private static boolean pending(Turn turn, String actionId) {
    for (Compartment compartment : turn.compartments()) {
      if (compartment.motion() instanceof Motion.Unlocking unlocking
          && unlocking.actionId().equals(actionId)) {
        return true;
      }
    }
    return false;
  }

  private static void judge(Turn turn, Action action) {
    int number = action.what().compartment();
    boolean exists = turn.find(number) != null;
    Outcome outcome = null;
    if (action.epoch() != turn.epoch()) {
      outcome = new Outcome.Refused(Refusal.STALE_EPOCH);
    } else if (turn.uptime() > action.deadlineUptimeMillis()) {
      outcome = new Outcome.Expired();
    } else if (outOfOrder(turn, action)) {
      turn.effect(new Effect.Ignored(Effect.Reason.ACTION_OUT_OF_ORDER));
      outcome = new Outcome.Refused(Refusal.STALE_SEQUENCE);
    } else if (action.what() instanceof Action.Unheard) {
      outcome = new Outcome.Refused(Refusal.UNKNOWN_ACTION);
    } else if (!exists) {
      outcome = new Outcome.Refused(Refusal.NO_SUCH_COMPARTMENT);
    }
    // What came too late was not accepted: it moves nothing.
    if (action.epoch() == turn.epoch() && !(outcome instanceof Outcome.Expired)) {
      turn.newestAction(Math.max(turn.newestAction(), action.sequence()));
    }
    if (outcome == null) {
      outcome = tryIt(turn, action);
    }
    if (outcome instanceof Outcome.Refused) {
      turn.effect(new Effect.Ignored(Effect.Reason.ACTION_REFUSED));
    } else if (outcome instanceof Outcome.Expired) {
      turn.effect(new Effect.Ignored(Effect.Reason.ACTION_EXPIRED));
    }
    if (outcome != null) {
      turn.finish(exists ? number : 0, action.id(), action.sequence(), outcome);
    }
  }

  /** A younger one was looked at in this epoch, or it may have been done and forgotten. */
  private static boolean outOfOrder(Turn turn, Action action) {
    return action.sequence() <= turn.newestAction()
        || action.sequence() <= turn.ledger().forgottenThrough();
  }

  /** Does it, or answers why not; null where the result comes later. */
  private static @Nullable Outcome tryIt(Turn turn, Action action) {
    return switch (action.what()) {
      case Action.Open open -> open(turn, action, open);
      case Action.Abort abort -> result(abort(turn, abort));
      case Action.Release release -> result(release(turn, release));
      case Action.Quarantine quarantine -> {
        String reason = quarantine.reason().isBlank() ? "by a manager" : quarantine.reason();
        int length = Math.min(reason.length(), MAX_REASON_CHARS);
        turn.quarantine(quarantine.compartment(), reason.substring(0, length), null);
        yield new Outcome.Done();
      }
      case Action.Unheard unheard -> new Outcome.Refused(Refusal.UNKNOWN_ACTION);
    };
  }

  private static Outcome result(@Nullable Refusal refusal) {
    return refusal == null ? new Outcome.Done() : new Outcome.Refused(refusal);
  }

  private static @Nullable Outcome open(Turn turn, Action action, Action.Open open) {
    Compartment compartment = turn.at(open.compartment());
    Refusal refusal =
        compartment.motion() instanceof Motion.Unlocking || !Outbox.takesOpenings(turn)
            ? Refusal.BUSY
            : switch (open.purpose()) {
              case DEPOSIT -> deposit(turn, compartment, open);
              case PICKUP, REOPEN, TAKE_BACK -> pickup(turn, compartment, open);
              case SERVICE -> service(compartment);
            };
    if (refusal != null) {
      return new Outcome.Refused(refusal);
    }
    boolean reopen = turn.at(open.compartment()).tenancy() instanceof Tenancy.Grace;
    Purpose purpose = reopen ? Purpose.REOPEN : open.purpose();
    DoorMachine.unlock(turn, open.compartment(), purpose, action.id(), action.sequence());
    return null;
  }

  private static @Nullable Refusal deposit(Turn turn, Compartment compartment, Action.Open open) {
    if (open.depositId().isEmpty()) {
      return Refusal.NO_SUCH_DEPOSIT;
    }
    if (!Outbox.takesDeposits(turn)) {
      return Refusal.BUSY;
    }
    if (compartment.quarantined()) {
      return Refusal.QUARANTINED;
    }
    boolean again =
        compartment.tenancy() instanceof Tenancy.Depositing
            && compartment.tenancy().depositId().equals(open.depositId());
    boolean vacant =
        compartment.tenancy() instanceof Tenancy.Free
            && compartment.senses().occupancy() != Occupancy.OCCUPIED;
    boolean doorOpen =
        compartment.motion() instanceof Motion.Open
            || compartment.senses().door() == DoorReading.OPEN;
    if (doorOpen || !(again || vacant)) {
      return Refusal.OCCUPIED;
    }
    turn.become(
        open.compartment(),
        new Tenancy.Depositing(open.depositId(), open.rightId(), false),
        "a deposit begins");
    return null;
  }

  private static @Nullable Refusal pickup(Turn turn, Compartment compartment, Action.Open open) {
    if (open.depositId().isEmpty() || !compartment.tenancy().depositId().equals(open.depositId())) {
      return Refusal.NO_SUCH_DEPOSIT;
    }
    return switch (compartment.tenancy()) {
      case Tenancy.Stored stored when open.purpose() == Purpose.REOPEN -> Refusal.WRONG_STATE;
      case Tenancy.Stored stored when compartment.doorInUse() -> Refusal.BUSY;
      case Tenancy.Stored stored -> {
        turn.become(
            open.compartment(),
            new Tenancy.Collecting(open.depositId(), open.rightId(), How.ONLINE, open.purpose()),
            "a pickup begins");
        yield null;
      }
      case Tenancy.Grace grace when open.purpose() == Purpose.TAKE_BACK -> Refusal.WRONG_STATE;
      case Tenancy.Grace grace when !grace.rightId().equals(open.rightId()) -> Refusal.NOT_YOURS;
      case Tenancy.Grace grace -> reopen(turn, compartment, grace);
      case Tenancy.Collecting collecting -> Refusal.BUSY;
      case Tenancy.Depositing depositing -> Refusal.NO_SUCH_DEPOSIT;
      case Tenancy.LeftBehind left -> Refusal.WRONG_STATE;
      case Tenancy.Free free -> Refusal.NO_SUCH_DEPOSIT;
    };
  }

  /** Whether the same right may open again now. */
  static @Nullable Refusal reopen(Turn turn, Compartment compartment, Tenancy.Grace grace) {
    if (turn.uptime() >= grace.untilUptimeMillis()) {
      return Refusal.WRONG_STATE;
    }
    return compartment.doorInUse() ? Refusal.BUSY : null;
  }

  /** For a manager; never a compartment in which somebody's item lies. */
  private static @Nullable Refusal service(Compartment compartment) {
    boolean nobodys =
        compartment.tenancy() instanceof Tenancy.Free
            || compartment.tenancy() instanceof Tenancy.LeftBehind;
    if (!nobodys) {
      return Refusal.WRONG_STATE;
    }
    return compartment.doorInUse() ? Refusal.BUSY : null;
  }

  private static @Nullable Refusal abort(Turn turn, Action.Abort abort) {
    int number = abort.compartment();
    Compartment compartment = turn.at(number);
    if (abort.depositId().isEmpty()
        || !compartment.tenancy().depositId().equals(abort.depositId())) {
      return Refusal.NO_SUCH_DEPOSIT;
    }
    boolean closed = compartment.motion() instanceof Motion.Closed;
    return switch (compartment.tenancy()) {
      case Tenancy.Depositing deposit when closed -> {
        TenancyMachine.endDeposit(
            turn, number, deposit.depositId(), deposit.rightId(), AbortReason.CANCELLED);
        yield null;
      }
      case Tenancy.Depositing deposit -> {
        turn.become(
            number,
            new Tenancy.Depositing(deposit.depositId(), deposit.rightId(), true),
            "the rider gave up");
        yield null;
      }
      case Tenancy.Stored stored
          when closed && compartment.senses().occupancy() == Occupancy.EMPTY -> {
        TenancyMachine.endDeposit(turn, number, stored.depositId(), "", AbortReason.CANCELLED);
        yield null;
      }
      default -> Refusal.WRONG_STATE;
    };
  }

  private static @Nullable Refusal release(Turn turn, Action.Release release) {
    int number = release.compartment();
    Compartment compartment = turn.at(number);
    if (compartment.motion() instanceof Motion.Unlocking) {
      return Refusal.BUSY;
    }
    if (!release.depositId().isEmpty()) {
      return declareCollected(turn, compartment, release.depositId());
    }
    if (compartment.senses().door() == DoorReading.OPEN) {
      // Whoever looked inside has closed it again; what is seen through an open door may change.
      return Refusal.WRONG_STATE;
    }
    for (Fault fault : Fault.values()) {
      if (fault.endsByRelease()) {
        turn.clear(number, fault);
      }
    }
    if (compartment.quarantined()) {
      turn.endQuarantine(number, "released by a manager");
      turn.tell(number, new Fact.Released());
    }
    boolean looked = compartment.tenancy() instanceof Tenancy.LeftBehind;
    if (Restart.isDoubted(compartment)) {
      // What is believed of it comes from a journal that lost something; who released it knows.
      looked = !(compartment.tenancy() instanceof Tenancy.Free);
      Restart.settled(turn);
    }
    if (looked) {
      String deposit = compartment.tenancy().depositId();
      TenancyMachine.free(turn, number, deposit, "", "released by a manager");
    }
    return null;
  }

  private static @Nullable Refusal declareCollected(
      Turn turn, Compartment compartment, String depositId) {
    if (!(compartment.tenancy() instanceof Tenancy.Stored stored)
        || !stored.depositId().equals(depositId)) {
      return Refusal.NO_SUCH_DEPOSIT;
    }
    if (compartment.doorInUse()) {
      return Refusal.BUSY;
    }
    TenancyMachine.declaredCollected(turn, compartment.number(), depositId);
    return null;
  }
}
