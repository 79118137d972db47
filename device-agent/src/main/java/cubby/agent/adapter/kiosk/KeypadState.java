package cubby.agent.adapter.kiosk;

import cubby.agent.app.Cabinet.KeypadAnswer;
import cubby.agent.app.Cabinet.Snapshot;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.Tenancy;

/**
 * What the screen tells the person who typed a code. Pure; times are milliseconds of uptime. Never
 * says why a code was refused.
 */
sealed interface KeypadState {
  /** How long a refusal stays on the screen. */
  long REFUSED_MILLIS = 6_000;

  /** How long "please try again" stays on the screen. */
  long NOT_OPENED_MILLIS = 15_000;

  /** How long "the sensor still sees something" stays on the screen. */
  long STILL_SEEN_MILLIS = 30_000;

  /** Two pulses, the cool-down between them and both waits take less. */
  long OPENING_MILLIS = 15_000;

  /** At least so long the screen says thanks. */
  long COLLECTED_MILLIS = 5_000;

  /** Nothing to tell. */
  record None() implements KeypadState {}

  /** A code is being looked at. */
  record Checking() implements KeypadState {}

  /**
   * The code was right and the door is about to open.
   *
   * @param moving whether the lock was seen to be driven
   */
  record Opening(int compartment, long sinceMillis, boolean moving) implements KeypadState {}

  /** The door stands open. */
  record Open(int compartment) implements KeypadState {}

  /** The code is not one that opens a door now. */
  record Refused(long sinceMillis) implements KeypadState {}

  /** Too many wrong codes. */
  record Waiting(long untilMillis) implements KeypadState {}

  /**
   * The right is unspent, yet no door opened.
   *
   * @param compartment 0 where the cabinet could not decide at all
   */
  record NotOpened(int compartment, long sinceMillis) implements KeypadState {}

  /** The door was closed and the sensor still sees something: the right is unspent. */
  record StillSeen(int compartment, long sinceMillis) implements KeypadState {}

  /** Taken out, door closed. */
  record Collected(int compartment, long sinceMillis) implements KeypadState {}

  /** After an answer of the cabinet's. */
  static KeypadState answered(KeypadAnswer answer, long now) {
    return switch (answer.answer()) {
      case OPENING -> new Opening(answer.compartment(), now, false);
      case REFUSED -> new Refused(now);
      case WAIT -> new Waiting(now + answer.retryAfterMillis());
      case UNAVAILABLE -> new NotOpened(0, now);
    };
  }

  /** After a look at the cabinet. */
  default KeypadState observed(Snapshot cabinet, long now) {
    return switch (this) {
      case None none -> none;
      case Checking checking -> checking;
      case Opening opening -> opening(opening, cabinet, now);
      case Open open -> open(open, cabinet, now);
      case Refused(long since) -> now - since < REFUSED_MILLIS ? this : new None();
      case Waiting(long until) -> now < until ? this : new None();
      case NotOpened(int door, long since) -> now - since < NOT_OPENED_MILLIS ? this : new None();
      case StillSeen(int door, long since) -> now - since < STILL_SEEN_MILLIS ? this : new None();
      case Collected(int door, long since) ->
          now - since < COLLECTED_MILLIS || now < cabinet.forgotUntilUptimeMillis()
              ? this
              : new None();
    };
  }

  private static KeypadState opening(Opening opening, Snapshot cabinet, long now) {
    int door = opening.compartment();
    return switch (position(cabinet, door)) {
      case "OPEN", "AJAR" -> new Open(door);
      case "UNLOCKING" -> new Opening(door, opening.sinceMillis(), true);
      default -> {
        if (tenancy(cabinet, door) == Tenancy.TENANCY_GRACE && opening.moving()) {
          // Opened and closed between two looks.
          yield new Collected(door, now);
        }
        boolean over = opening.moving() || now - opening.sinceMillis() >= OPENING_MILLIS;
        yield over ? new NotOpened(door, now) : opening;
      }
    };
  }

  private static KeypadState open(Open open, Snapshot cabinet, long now) {
    int door = open.compartment();
    if (!position(cabinet, door).equals("CLOSED")) {
      return open;
    }
    return switch (tenancy(cabinet, door)) {
      case TENANCY_GRACE, TENANCY_FREE -> new Collected(door, now);
      case TENANCY_STORED -> new StillSeen(door, now);
      default -> new None();
    };
  }

  private static String position(Snapshot cabinet, int compartment) {
    return cabinet.doors().getOrDefault(compartment, "UNKNOWN");
  }

  private static Tenancy tenancy(Snapshot cabinet, int compartment) {
    for (CompartmentState state : cabinet.states()) {
      if (state.getNumber() == compartment) {
        return state.getTenancy();
      }
    }
    return Tenancy.TENANCY_UNSPECIFIED;
  }
}
