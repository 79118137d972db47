package cubby.agent.domain;

/** What becomes of a deposit when its door opens not, closes, or its time is over. */
final class TenancyMachine {

  private TenancyMachine() {}

  /**
   * The door was open and is closed.
   *
   * @param commanded whether it had been opened by us
   */
  static void closed(Turn turn, int number, boolean commanded) {
    Compartment compartment = turn.at(number);
    boolean seen = compartment.senses().occupancy() == Occupancy.OCCUPIED;
    switch (compartment.tenancy()) {
      case Tenancy.Free free -> {
        if (seen) {
          somethingInside(turn, number);
        } else if (commanded) {
          seenEmpty(turn, number);
        }
      }
      case Tenancy.Depositing deposit when deposit.aborting() ->
          endDeposit(turn, number, deposit.depositId(), deposit.rightId(), AbortReason.CANCELLED);
      case Tenancy.Depositing deposit -> stored(turn, number, deposit);
      case Tenancy.Collecting pickup when seen -> {
        notTaken(turn, number, pickup, "item still seen");
        turn.raise(number, Fault.OCCUPANCY_DOUBTFUL);
      }
      case Tenancy.Collecting pickup when pickup.purpose() == Purpose.TAKE_BACK ->
          takenBack(turn, number, pickup);
      case Tenancy.Collecting pickup -> collected(turn, number, pickup);
      case Tenancy.Grace grace -> graceOver(turn, number, grace);
      case Tenancy.Stored stored -> {}
      case Tenancy.LeftBehind left when commanded -> seenEmpty(turn, number);
      case Tenancy.LeftBehind left -> {}
    }
  }

  /** A manager had the door open; where the sensor saw what was left, it sees that it is gone. */
  private static void seenEmpty(Turn turn, int number) {
    Compartment compartment = turn.at(number);
    if (compartment.senses().occupancy() != Occupancy.EMPTY) {
      return;
    }
    turn.clear(number, Fault.ITEM_LEFT_BEHIND);
    String reason = compartment.quarantineReason();
    if (reason.equals(Fault.ITEM_LEFT_BEHIND.name())
        || reason.equals(Fault.OCCUPANCY_DOUBTFUL.name())) {
      turn.endQuarantine(number, "seen empty after a manager's opening");
      turn.tell(number, new Fact.Released());
    }
    if (compartment.tenancy() instanceof Tenancy.LeftBehind left) {
      free(turn, number, left.depositId(), "", "seen empty after a manager's opening");
    }
  }

  /** A manager knows that the item is gone; a sensor that says otherwise takes no new deposit. */
  static void declaredCollected(Turn turn, int number, String depositId) {
    turn.tell(number, depositId, "", new Fact.DepositCollected(How.DECLARED));
    free(turn, number, depositId, "", "declared collected by a manager");
    if (turn.at(number).senses().occupancy() == Occupancy.OCCUPIED) {
      turn.raise(number, Fault.OCCUPANCY_DOUBTFUL);
      turn.quarantine(number, Fault.OCCUPANCY_DOUBTFUL.name(), Fault.OCCUPANCY_DOUBTFUL);
    }
  }

  private static void stored(Turn turn, int number, Tenancy.Depositing deposit) {
    turn.become(number, new Tenancy.Stored(deposit.depositId()), "closed over the item");
    turn.tell(number, deposit.depositId(), deposit.rightId(), new Fact.DepositStored());
  }

  private static void notTaken(Turn turn, int number, Tenancy.Collecting pickup, String reason) {
    turn.become(number, new Tenancy.Stored(pickup.depositId()), reason);
    turn.tell(number, pickup.depositId(), pickup.rightId(), new Fact.PickupNotTaken());
  }

  private static void takenBack(Turn turn, int number, Tenancy.Collecting pickup) {
    turn.become(number, new Tenancy.Free(), "taken back");
    turn.tell(number, pickup.depositId(), pickup.rightId(), new Fact.DepositTakenBack());
    turn.tell(number, pickup.depositId(), pickup.rightId(), new Fact.CompartmentFreed());
  }

  private static void collected(Turn turn, int number, Tenancy.Collecting pickup) {
    long grace = turn.settings().graceMillis();
    long utc = turn.now().utcMillis();
    Tenancy next =
        new Tenancy.Grace(
            pickup.depositId(),
            pickup.rightId(),
            pickup.how(),
            turn.uptime() + grace,
            utc == 0 ? 0 : utc + grace);
    turn.become(number, next, "collected");
    turn.tell(number, new Fact.DepositCollected(pickup.how()));
  }

  /** Ends the grace window once it is over and the door is closed. */
  static void due(Turn turn, Compartment compartment) {
    if (compartment.tenancy() instanceof Tenancy.Grace grace
        && compartment.motion() instanceof Motion.Closed) {
      graceOver(turn, compartment.number(), grace);
    }
  }

  static long nextDue(Compartment compartment) {
    return compartment.tenancy() instanceof Tenancy.Grace grace
            && compartment.motion() instanceof Motion.Closed
        ? grace.untilUptimeMillis()
        : Long.MAX_VALUE;
  }

  private static void graceOver(Turn turn, int number, Tenancy.Grace grace) {
    if (turn.uptime() < grace.untilUptimeMillis()) {
      return;
    }
    if (turn.at(number).senses().occupancy() == Occupancy.OCCUPIED) {
      turn.become(number, new Tenancy.LeftBehind(grace.depositId()), "grace over, not empty");
      somethingInside(turn, number);
    } else {
      free(turn, number, grace.depositId(), grace.rightId(), "grace over");
    }
  }

  /** The door was to open and did not: whoever wanted in has what he had before. */
  static void openFailed(Turn turn, int number) {
    stayedClosed(turn, number, AbortReason.OPEN_NOT_DETECTED, "door did not open");
  }

  /** Power was lost while the door was to open, and it is found closed. */
  static void outcomeUnknown(Turn turn, int number) {
    Compartment compartment = turn.at(number);
    if (compartment.tenancy() instanceof Tenancy.Depositing deposit
        && !deposit.aborting()
        && compartment.senses().occupancy() == Occupancy.OCCUPIED) {
      stored(turn, number, deposit);
    } else {
      stayedClosed(turn, number, AbortReason.OUTCOME_UNKNOWN, "outcome unknown");
    }
  }

  private static void stayedClosed(Turn turn, int number, AbortReason why, String reason) {
    switch (turn.at(number).tenancy()) {
      case Tenancy.Depositing deposit ->
          endDeposit(
              turn,
              number,
              deposit.depositId(),
              deposit.rightId(),
              deposit.aborting() ? AbortReason.CANCELLED : why);
      // Told always: a code at the screen has no action whose end would tell it. And even where
      // nothing is seen inside: only a door seen to open spends a right.
      case Tenancy.Collecting pickup -> notTaken(turn, number, pickup, reason);
      case Tenancy.Free free -> {}
      case Tenancy.Stored stored -> {}
      case Tenancy.Grace grace -> {}
      case Tenancy.LeftBehind left -> {}
    }
  }

  /** Ends a deposit without an item; a compartment with something inside is not freed. */
  static void endDeposit(
      Turn turn, int number, String depositId, String rightId, AbortReason reason) {
    Fact aborted = new Fact.DepositAborted(reason);
    if (turn.at(number).senses().occupancy() == Occupancy.OCCUPIED) {
      turn.become(number, new Tenancy.LeftBehind(depositId), "deposit ended, not empty");
      turn.tell(number, depositId, rightId, aborted);
      somethingInside(turn, number);
    } else {
      turn.tell(number, depositId, rightId, aborted);
      free(turn, number, depositId, rightId, "deposit ended: " + reason);
    }
  }

  static void free(Turn turn, int number, String depositId, String rightId, String reason) {
    turn.become(number, new Tenancy.Free(), reason);
    turn.tell(number, depositId, rightId, new Fact.CompartmentFreed());
  }

  private static void somethingInside(Turn turn, int number) {
    turn.raise(number, Fault.ITEM_LEFT_BEHIND);
    turn.quarantine(number, Fault.ITEM_LEFT_BEHIND.name(), Fault.ITEM_LEFT_BEHIND);
  }
}
