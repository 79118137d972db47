package cubby.agent.domain;

import cubby.agent.domain.Motion.Cause;
import org.jspecify.annotations.Nullable;

/** What doors do: pulsed, opened, not detected, forced, left open, closed, unseen. */
final class DoorMachine {

  /** How long after the pulse a door may take to be seen open. */
  static final long DETECT_MILLIS = 1_500;

  /**
   * Belt and braces: a decision whose pulse was never reported is given up after this long. The
   * interpreter reports within 10 s; it is silent only where the journal failed under the report.
   */
  static final long PULSE_SILENT_MILLIS = 12_000;

  private static final int MAX_ATTEMPTS = 2;

  private DoorMachine() {}

  /** Decides to energise the coil. The tenancy is already what the opening is for. */
  static void unlock(Turn turn, int number, Purpose purpose, String actionId, long sequence) {
    unlock(turn, number, purpose, 1, actionId, sequence);
  }

  private static void unlock(
      Turn turn, int number, Purpose purpose, int attempt, String actionId, long sequence) {
    long pulse = turn.nextPulse();
    Motion next =
        new Motion.Unlocking(
            purpose, pulse, attempt, turn.uptime(), Motion.Unlocking.NOT_YET, actionId, sequence);
    turn.move(number, next, attempt == 1 ? "an opening was allowed" : "not seen open, once more");
    turn.tell(number, new Fact.DoorUnlocking(purpose, attempt, actionId));
    turn.effect(new Effect.Pulse(number, pulse));
  }

  static void pulseSent(Turn turn, Input.PulseSent sent) {
    Motion.Unlocking unlocking = waitingFor(turn, sent.compartment(), sent.pulse());
    if (unlocking != null) {
      turn.move(sent.compartment(), unlocking.pulsedAt(turn.uptime()), "the coil is energised");
      turn.clear(sent.compartment(), Fault.LOCK_BUS);
    }
  }

  static void pulseFailed(Turn turn, Input.PulseFailed failed) {
    Motion.Unlocking unlocking = waitingFor(turn, failed.compartment(), failed.pulse());
    if (unlocking != null) {
      turn.raise(failed.compartment(), Fault.LOCK_BUS);
      giveUp(turn, failed.compartment(), unlocking, new Outcome.Failed(Fault.LOCK_BUS));
    }
  }

  static void pulseRefused(Turn turn, Input.PulseRefused refused) {
    Motion.Unlocking unlocking = waitingFor(turn, refused.compartment(), refused.pulse());
    if (unlocking == null) {
      return;
    }
    if (unlocking.attempt() == 1) {
      giveUp(turn, refused.compartment(), unlocking, new Outcome.Refused(Refusal.COIL_LIMIT));
    } else {
      notDetected(turn, refused.compartment(), unlocking);
    }
  }

  private static Motion.@Nullable Unlocking waitingFor(Turn turn, int number, long pulse) {
    Compartment compartment = turn.find(number);
    return compartment != null
            && compartment.motion() instanceof Motion.Unlocking unlocking
            && unlocking.pulse() == pulse
            && !unlocking.pulsed()
        ? unlocking
        : null;
  }

  /** A reading came. Readings older than the newest one are ignored. */
  static void sensed(Turn turn, Input.Sensed reading) {
    Compartment compartment = turn.find(reading.compartment());
    if (compartment == null
        || reading.atUptimeMillis() < compartment.senses().readAtUptimeMillis()) {
      return;
    }
    int number = compartment.number();
    long at = Math.min(reading.atUptimeMillis(), turn.uptime());
    DoorReading was = compartment.senses().door();
    if (reading.door() == DoorReading.UNKNOWN) {
      turn.senses(number, compartment.senses().unread(at));
      return;
    }
    Occupancy occupancy =
        compartment.plan().occupancySensor() ? reading.occupancy() : Occupancy.UNKNOWN;
    turn.senses(number, compartment.senses().read(reading.door(), occupancy, at));
    if (occupancy == Occupancy.EMPTY) {
      turn.clear(number, Fault.OCCUPANCY_DOUBTFUL);
    }
    boolean open = reading.door() == DoorReading.OPEN;
    switch (compartment.motion()) {
      case Motion.Unseen unseen -> firstSeen(turn, number, unseen.before(), open);
      case Motion.Closed closed when open -> openedUnasked(turn, number);
      case Motion.Closed closed -> {}
      case Motion.Open before when open -> {}
      case Motion.Open before -> closed(turn, number);
      case Motion.Unlocking unlocking ->
          sensedWhileUnlocking(turn, number, unlocking, was, reading.door());
    }
  }

  private static void sensedWhileUnlocking(
      Turn turn, int number, Motion.Unlocking unlocking, DoorReading was, DoorReading is) {
    boolean fresh = was == DoorReading.CLOSED && is == DoorReading.OPEN;
    // Before the retry's pulse an opening is a late effect of the first one.
    if (fresh && (unlocking.pulsed() || unlocking.attempt() > 1)) {
      opened(turn, number, unlocking, "seen to open after the pulse");
    } else if (fresh) {
      giveUp(turn, number, unlocking, new Outcome.Failed(Fault.OPENED_WITHOUT_COMMAND));
      forced(turn, number);
    } else if (was == DoorReading.OPEN && is == DoorReading.CLOSED) {
      turn.tell(number, new Fact.DoorClosed());
      turn.clear(number, Fault.DOOR_AJAR);
      turn.clear(number, Fault.OPENED_WITHOUT_COMMAND);
    }
  }

  private static void opened(Turn turn, int number, Motion.Unlocking unlocking, String reason) {
    turn.move(number, new Motion.Open(Cause.COMMANDED, turn.uptime()), reason);
    turn.tell(number, new Fact.DoorOpened(unlocking.purpose()));
    turn.finish(number, unlocking.actionId(), unlocking.actionSequence(), new Outcome.Done());
  }

  private static void openedUnasked(Turn turn, int number) {
    Compartment commanded = null;
    for (Compartment other : turn.compartments()) {
      if (other.motion() instanceof Motion.Unlocking unlocking
          && unlocking.pulsed()
          && (commanded == null || pulsedAt(other) > pulsedAt(commanded))) {
        commanded = other;
      }
    }
    if (commanded == null) {
      forced(turn, number);
    } else {
      wrongDoor(turn, number, commanded.number());
    }
  }

  private static long pulsedAt(Compartment compartment) {
    return ((Motion.Unlocking) compartment.motion()).pulsedAtUptimeMillis();
  }

  private static void forced(Turn turn, int number) {
    turn.move(number, new Motion.Open(Cause.FORCED, turn.uptime()), "opened without command");
    turn.tell(number, new Fact.OpenedWithoutCommand());
    turn.raise(number, Fault.OPENED_WITHOUT_COMMAND);
  }

  private static void wrongDoor(Turn turn, int opened, int commanded) {
    String reason = Fault.WRONG_DOOR.name();
    turn.move(opened, new Motion.Open(Cause.WRONG_DOOR, turn.uptime()), "pulse of " + commanded);
    turn.tell(opened, new Fact.WrongDoorOpened(commanded));
    turn.raise(opened, Fault.WRONG_DOOR);
    turn.quarantine(opened, reason, Fault.WRONG_DOOR);
    turn.raise(commanded, Fault.WRONG_DOOR);
    turn.quarantine(commanded, reason, Fault.WRONG_DOOR);
    Motion.Unlocking unlocking = (Motion.Unlocking) turn.at(commanded).motion();
    giveUp(turn, commanded, unlocking, new Outcome.Failed(Fault.WRONG_DOOR));
  }

  private static void closed(Turn turn, int number) {
    boolean commanded = openedByUs(turn.at(number).motion());
    turn.move(number, new Motion.Closed(), "seen closed");
    turn.tell(number, new Fact.DoorClosed());
    turn.clear(number, Fault.DOOR_AJAR);
    turn.clear(number, Fault.OPENED_WITHOUT_COMMAND);
    TenancyMachine.closed(turn, number, commanded);
  }

  private static boolean openedByUs(Motion motion) {
    return switch (motion) {
      case Motion.Open open -> open.cause() == Cause.COMMANDED;
      case Motion.Unseen unseen when unseen.before() != null -> openedByUs(unseen.before());
      default -> false;
    };
  }

  /** The first good reading after a start, or after a sensor that said nothing at an end. */
  private static void firstSeen(Turn turn, int number, @Nullable Motion before, boolean open) {
    switch (before) {
      case null -> settle(turn, number, "first seen");
      case Motion.Closed closed when open -> openedUnasked(turn, number);
      case Motion.Closed closed -> settle(turn, number, "still closed");
      case Motion.Open was when open ->
          turn.move(number, new Motion.Open(was.cause(), turn.uptime()), "still open");
      case Motion.Open was -> closed(turn, number);
      case Motion.Unlocking unlocking when open -> opened(turn, number, unlocking, "found open");
      case Motion.Unlocking unlocking -> {
        settle(turn, number, "found closed, outcome unknown");
        TenancyMachine.outcomeUnknown(turn, number);
      }
      case Motion.Unseen unseen -> settle(turn, number, "first seen");
    }
  }

  /** What time brings: a silent sensor, a door that did not open, a door left open. */
  static void due(Turn turn, Compartment compartment) {
    int number = compartment.number();
    sensorDue(turn, compartment);
    if (compartment.motion() instanceof Motion.Unlocking unlocking
        && turn.uptime() >= detectionEnds(unlocking)) {
      // Nobody waits at the door of a cancelled deposit: it is not tried again.
      boolean again =
          unlocking.pulsed() && unlocking.attempt() < MAX_ATTEMPTS && !aborting(compartment);
      if (again) {
        unlock(
            turn,
            number,
            unlocking.purpose(),
            unlocking.attempt() + 1,
            unlocking.actionId(),
            unlocking.actionSequence());
      } else {
        notDetected(turn, number, unlocking);
      }
    } else if (compartment.motion() instanceof Motion.Open open) {
      leftOpen(turn, number, open);
    }
  }

  /** Silence is told at once, its end only once it is sure to be one. */
  private static void sensorDue(Turn turn, Compartment compartment) {
    int number = compartment.number();
    Senses senses = compartment.senses();
    boolean told = compartment.faults().contains(Fault.SENSOR_UNKNOWN);
    if (turn.uptime() >= senses.knownAtUptimeMillis() + Senses.FRESH_MILLIS) {
      if (!told) {
        turn.senses(number, senses.troubled(turn.uptime()));
        turn.raise(number, Fault.SENSOR_UNKNOWN);
      } else if (senses.door() != DoorReading.UNKNOWN) {
        turn.senses(number, senses.stale());
      }
    } else if (told && turn.uptime() >= senses.relievedAtUptimeMillis()) {
      turn.clear(number, Fault.SENSOR_UNKNOWN);
    }
  }

  static long nextDue(Compartment compartment, Settings settings) {
    Senses senses = compartment.senses();
    boolean told = compartment.faults().contains(Fault.SENSOR_UNKNOWN);
    long due =
        told && senses.door() == DoorReading.UNKNOWN
            ? Long.MAX_VALUE
            : senses.knownAtUptimeMillis() + Senses.FRESH_MILLIS;
    if (told) {
      due = Math.min(due, senses.relievedAtUptimeMillis());
    }
    return switch (compartment.motion()) {
      case Motion.Unlocking unlocking -> Math.min(due, detectionEnds(unlocking));
      case Motion.Open open -> {
        long since = open.sinceUptimeMillis();
        due = open.reminded() ? due : Math.min(due, since + settings.doorReminderMillis());
        yield open.ajar() ? due : Math.min(due, since + settings.doorAjarMillis());
      }
      case Motion.Closed closed -> due;
      case Motion.Unseen unseen -> due;
    };
  }

  private static long detectionEnds(Motion.Unlocking unlocking) {
    return unlocking.pulsed()
        ? unlocking.pulsedAtUptimeMillis() + DETECT_MILLIS
        : unlocking.sinceUptimeMillis() + PULSE_SILENT_MILLIS;
  }

  private static boolean aborting(Compartment compartment) {
    return compartment.tenancy() instanceof Tenancy.Depositing depositing && depositing.aborting();
  }

  private static void leftOpen(Turn turn, int number, Motion.Open open) {
    long openMillis = turn.uptime() - open.sinceUptimeMillis();
    Motion.Open next = open;
    if (!open.reminded() && openMillis >= turn.settings().doorReminderMillis()) {
      next = new Motion.Open(open.cause(), open.sinceUptimeMillis(), true, next.ajar());
      turn.move(number, next, "open for the reminder time");
      turn.tell(number, new Fact.DoorReminder());
    }
    if (!open.ajar() && openMillis >= turn.settings().doorAjarMillis()) {
      next = new Motion.Open(open.cause(), open.sinceUptimeMillis(), next.reminded(), true);
      turn.move(number, next, "open for too long");
      turn.tell(number, new Fact.DoorAjar());
      turn.raise(number, Fault.DOOR_AJAR);
    }
  }

  private static void notDetected(Turn turn, int number, Motion.Unlocking unlocking) {
    turn.tell(number, new Fact.OpenNotDetected(unlocking.attempt()));
    turn.raise(number, Fault.OPEN_NOT_DETECTED);
    turn.quarantine(number, Fault.OPEN_NOT_DETECTED.name(), Fault.OPEN_NOT_DETECTED);
    giveUp(turn, number, unlocking, new Outcome.Failed(Fault.OPEN_NOT_DETECTED));
  }

  /** The opening is over without the door having been seen to open for it. */
  private static void giveUp(Turn turn, int number, Motion.Unlocking unlocking, Outcome outcome) {
    settle(turn, number, "opening given up");
    turn.finish(number, unlocking.actionId(), unlocking.actionSequence(), outcome);
    TenancyMachine.openFailed(turn, number);
  }

  /** Takes the door for what its sensor says now, without an alarm. */
  private static void settle(Turn turn, int number, String reason) {
    Motion next =
        switch (turn.at(number).senses().door()) {
          case CLOSED -> new Motion.Closed();
          case OPEN -> new Motion.Open(Cause.FOUND, turn.uptime());
          case UNKNOWN -> new Motion.Unseen(null);
        };
    turn.move(number, next, reason);
  }
}
