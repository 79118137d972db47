package cubby.gateway.domain.action;

/** Why a door is opened. */
public enum Purpose {
  DEPOSIT,
  PICKUP,
  /** The same right again, within the grace window. */
  REOPEN,
  TAKE_BACK,
  SERVICE
}
