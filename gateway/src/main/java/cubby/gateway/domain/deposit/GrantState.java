package cubby.gateway.domain.deposit;

/** The life of a right to open one compartment by code or link. */
public enum GrantState {
  LIVE,
  /** Used to collect; opens again until the grace window ends. */
  GRACE,
  SPENT,
  REVOKED,
  /** Its deposit ended otherwise. */
  ENDED;

  /** Whether the cabinet must know it. */
  public boolean isAtCabinet() {
    return this == LIVE || this == GRACE;
  }
}
