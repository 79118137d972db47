package cubby.gateway.domain.cabinet;

/** A door as people are told of it. */
public enum DoorView {
  CLOSED,
  /** The lock is being pulsed; the door is not seen open yet. */
  UNLOCKING,
  OPEN,
  /** Open for longer than the site allows. */
  AJAR,
  UNKNOWN
}
