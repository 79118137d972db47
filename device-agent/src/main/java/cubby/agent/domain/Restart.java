package cubby.agent.domain;

/** The beginning of an epoch: what was under way is unknown now, and nothing is pulsed again. */
final class Restart {

  private Restart() {}

  static void boot(Turn turn, Input.Boot boot) {
    long previous = turn.epoch();
    turn.epoch(previous + boot.step());
    turn.newestAction(0);
    turn.tell(0, new Fact.Booted(previous));
    turn.clear(0, Fault.JOURNAL);
    turn.codes(turn.codes().restarted(turn.uptime()));
    for (Compartment compartment : turn.compartments()) {
      boot(turn, compartment);
    }
    if (boot.journalLost()) {
      turn.raise(0, Fault.JOURNAL_LOST);
      turn.compartments().forEach(compartment -> doubt(turn, compartment.number()));
    }
  }

  /** What lies in it is not known here: no deposit until somebody looked inside and released it. */
  static void doubt(Turn turn, int number) {
    if (!isDoubted(turn.at(number))) {
      turn.raise(0, Fault.JOURNAL_LOST);
      turn.endQuarantine(number, "its reason gives way");
      turn.quarantine(number, Fault.JOURNAL_LOST.name(), Fault.JOURNAL_LOST);
    }
  }

  static boolean isDoubted(Compartment compartment) {
    return compartment.quarantineReason().equals(Fault.JOURNAL_LOST.name());
  }

  /** The fault is over with the last compartment that nobody looked into. */
  static void settled(Turn turn) {
    if (turn.compartments().stream().noneMatch(Restart::isDoubted)) {
      turn.clear(0, Fault.JOURNAL_LOST);
    }
  }

  private static void boot(Turn turn, Compartment compartment) {
    int number = compartment.number();
    turn.senses(number, Senses.none(turn.uptime()));
    turn.warmth(number, Warmth.UNKNOWN);
    if (compartment.tenancy() instanceof Tenancy.Grace grace) {
      turn.become(number, restarted(turn, grace), "uptime begins anew");
    }
    if (compartment.motion() instanceof Motion.Unlocking unlocking) {
      turn.finish(number, unlocking.actionId(), unlocking.actionSequence(), new Outcome.Unknown());
    }
    if (!(compartment.motion() instanceof Motion.Unseen)) {
      turn.move(number, new Motion.Unseen(compartment.motion()), "the agent started");
    }
  }

  /** The wall clock tells what is left of the window; without one it begins anew, once. */
  private static Tenancy restarted(Turn turn, Tenancy.Grace grace) {
    long whole = turn.settings().graceMillis();
    long left = whole;
    if (grace.untilUtcMillis() != 0 && turn.now().utcMillis() != 0) {
      left = Math.clamp(grace.untilUtcMillis() - turn.now().utcMillis(), 0, whole);
    }
    return new Tenancy.Grace(
        grace.depositId(),
        grace.rightId(),
        grace.how(),
        turn.uptime() + left,
        grace.untilUtcMillis());
  }
}
