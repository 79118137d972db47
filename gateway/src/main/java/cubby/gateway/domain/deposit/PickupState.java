package cubby.gateway.domain.deposit;

import cubby.gateway.domain.cabinet.DoorView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A deposit as the holder of its link sees it. */
public enum PickupState {
  /** The item waits inside. */
  WAITING,
  /** The door was ordered to open. */
  OPENING,
  OPEN,
  /** The rider or the staff have the door open to take the item back: not the holder's turn. */
  TAKING_BACK,
  COLLECTED,
  /** It ended otherwise. */
  GONE;

  /** A link says what became of the item for so long after the end, then it is dead. */
  public static final Duration SHOWN_AFTER_END = Duration.ofHours(24);

  /**
   * What the link shows.
   *
   * @param ordered whether an order to open is under way
   * @param takingBack whether what is under way is that somebody else takes the item back
   * @return empty where the link shows nothing: not stored yet, revoked, or ended long ago
   */
  public static Optional<PickupState> of(
      Deposit deposit,
      GrantState grant,
      DoorView door,
      boolean ordered,
      boolean takingBack,
      Instant now) {
    if (grant == GrantState.REVOKED
        || deposit
            .times()
            .endedAt()
            .map(at -> now.isAfter(at.plus(SHOWN_AFTER_END)))
            .orElse(false)) {
      return Optional.empty();
    }
    if (takingBack && deposit.state().isInside()) {
      return Optional.of(TAKING_BACK);
    }
    return switch (deposit.state()) {
      case OPENING, OPEN -> Optional.empty();
      case STORED -> Optional.of(ordered ? OPENING : WAITING);
      case COLLECTING ->
          Optional.of(door == DoorView.OPEN || door == DoorView.AJAR ? OPEN : OPENING);
      case COLLECTED -> Optional.of(COLLECTED);
      case TAKEN_BACK, CANCELLED, FAILED -> deposit.times().storedAt().map(_ -> GONE);
    };
  }
}
