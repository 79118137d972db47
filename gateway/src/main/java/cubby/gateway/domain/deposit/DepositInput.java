package cubby.gateway.domain.deposit;

import cubby.gateway.domain.action.Purpose;
import cubby.gateway.domain.cabinet.Size;
import cubby.gateway.domain.cabinet.Tenancy;

/** Everything that can move a deposit on. */
public sealed interface DepositInput {

  /** What people ask. */
  sealed interface Asked extends DepositInput {}

  /** What the cabinet reports about one of its compartments. */
  sealed interface Fact extends DepositInput {
    int compartment();
  }

  /**
   * The rider ends the deposit.
   *
   * @param seemsEmpty the sensor sees nothing behind the closed door
   */
  record Cancel(EndReason why, boolean seemsEmpty) implements Asked {}

  /** The rider, or a manager, wants the item back. */
  record TakeBack(boolean manager) implements Asked {}

  /**
   * The holder of a grant wants the door open.
   *
   * @param inGrace the grant is the one that collected the item a moment ago
   */
  record OpenForHolder(String grantId, boolean inGrace) implements Asked {}

  /** The choice of another compartment, after the first did not open. */
  record Moved(int compartment, Size size) implements DepositInput {}

  /** There is no other compartment, or no way to it. */
  record NoneFree() implements DepositInput {}

  /** The time that {@link Deposit.Reminders#nextAt} names has come. */
  record Due() implements DepositInput {}

  /** An order to open ended. */
  record OpenEnded(int compartment, Purpose purpose, OpenResult result) implements Fact {}

  /** An order to end the deposit ended. */
  record AbortEnded(int compartment, AbortResult result) implements Fact {}

  /** The lock is pulsed. */
  record Unlocking(int compartment, Purpose purpose) implements Fact {}

  record Opened(int compartment, Purpose purpose) implements Fact {}

  /** The door was closed over the item. */
  record Stored(int compartment) implements Fact {}

  record Aborted(int compartment, AbortCause cause) implements Fact {}

  /** The item was taken out with this right. */
  record Collected(int compartment, String rightId, How how) implements Fact {}

  /** Opened for the holder and closed again with the item still inside. */
  record NotTaken(int compartment) implements Fact {}

  record TakenBack(int compartment) implements Fact {}

  /** The compartment is free for the next. */
  record Freed(int compartment) implements Fact {}

  /** Somebody should close the door, or opened it without a right. */
  record DoorTrouble(int compartment, Trouble trouble) implements Fact {}

  /** Who has the compartment after an event. */
  record Seen(int compartment, Tenancy tenancy) implements Fact {}

  /** How an order to end a deposit ended. */
  enum AbortResult {
    DONE,
    /** The cabinet never heard of the deposit, and does no order of before any more. */
    NOT_THERE,
    /** It goes on. */
    REFUSED
  }

  /** How an order to open ended. */
  enum OpenResult {
    DONE,
    /** This door will not open now; another may. */
    NOT_THIS_DOOR,
    /** The order came too late, or after a restart. */
    TOO_LATE,
    REFUSED,
    /** Power was lost in between; facts will tell. */
    UNKNOWN
  }

  /** Why the cabinet ended a deposit. */
  enum AbortCause {
    CANCELLED,
    OPEN_NOT_DETECTED,
    OUTCOME_UNKNOWN
  }

  /** Where the right was shown. */
  enum How {
    CODE_AT_SCREEN,
    ONLINE,
    /** Nowhere: a manager declared it. */
    DECLARED,
    UNKNOWN
  }

  /** What is wrong with a door. */
  enum Trouble {
    LEFT_OPEN,
    AJAR,
    OPENED_WITHOUT_COMMAND,
    OPEN_NOT_DETECTED
  }
}
