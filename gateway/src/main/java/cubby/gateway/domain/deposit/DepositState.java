package cubby.gateway.domain.deposit;

/** Where a deposit is in its life. */
public enum DepositState {
  /** The door was ordered to open and is not seen open yet. */
  OPENING,
  /** The door is open, the rider puts the item in. */
  OPEN,
  /** The door was closed over the item. */
  STORED,
  /** The door is being opened, or is open, for somebody who takes the item out. */
  COLLECTING,
  /** The recipient or a delegate took it. */
  COLLECTED,
  /** The rider or a manager took it back. */
  TAKEN_BACK,
  /** The rider ended it before the item was stored. */
  CANCELLED,
  /** It came to nothing; the reason says why. */
  FAILED;

  /** Whether the deposit still holds a compartment. */
  public boolean isLive() {
    return switch (this) {
      case OPENING, OPEN, STORED, COLLECTING -> true;
      case COLLECTED, TAKEN_BACK, CANCELLED, FAILED -> false;
    };
  }

  /** Whether an item is inside, as far as is known. */
  public boolean isInside() {
    return this == STORED || this == COLLECTING;
  }
}
