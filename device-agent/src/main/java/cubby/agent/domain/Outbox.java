package cubby.agent.domain;

/**
 * How full the log of uncommitted events may get. Facts that only describe the cabinet's health
 * give way first, then deposits stop, then every opening; facts of doors and items that nobody
 * asked for (a forced door) are recorded until the very end.
 */
public final class Outbox {

  /** Events kept for the gateway: weeks of a busy cabinet, about 15 MB. */
  public static final int CAPACITY = 100_000;

  /** From here on only facts of doors, items, rights and actions are recorded. */
  static final int NO_HEALTH = CAPACITY / 100 * 80;

  /** From here on no new deposit is taken. */
  static final int NO_DEPOSITS = CAPACITY / 100 * 90;

  /** From here on no door is opened: its facts might not fit. */
  static final int NO_OPENINGS = CAPACITY / 100 * 98;

  /** Below this the fault is over. */
  static final int RELIEVED = CAPACITY / 100 * 50;

  private Outbox() {}

  static boolean takesDeposits(Turn turn) {
    return turn.outboxLength() < NO_DEPOSITS;
  }

  static boolean takesOpenings(Turn turn) {
    return turn.outboxLength() < NO_OPENINGS;
  }

  /** Whether there is no room left for this fact. What is not recorded is counted. */
  static boolean isFullFor(Fact fact, long length) {
    return length >= (isHealth(fact) ? NO_HEALTH : CAPACITY);
  }

  private static boolean isHealth(Fact fact) {
    return switch (fact) {
      case Fact.FaultRaised raised -> isHealth(raised.fault());
      case Fact.FaultCleared cleared -> isHealth(cleared.fault());
      case Fact.DoorReminder reminder -> true;
      case Fact.CodesRefused refused -> true;
      default -> false;
    };
  }

  private static boolean isHealth(Fault fault) {
    return fault == Fault.SENSOR_UNKNOWN || fault == Fault.HEATER;
  }

  /** The gateway has every event up to this number. */
  static void committed(Turn turn, long through) {
    if (through > turn.lastSequence()) {
      // The gateway knows more than we do: this cabinet runs on an old image of its journal.
      turn.jumpTo(through);
      turn.committedThrough(through);
      turn.raise(0, Fault.JOURNAL);
    } else if (through > turn.committedThrough()) {
      turn.committedThrough(through);
    }
  }

  /** Raises or clears the cabinet's fault by how full the log is. */
  static void watch(Turn turn) {
    if (turn.outboxLength() >= NO_DEPOSITS) {
      turn.raise(0, Fault.OUTBOX_FULL);
    } else if (turn.outboxLength() < RELIEVED) {
      turn.clear(0, Fault.OUTBOX_FULL);
    }
  }
}
