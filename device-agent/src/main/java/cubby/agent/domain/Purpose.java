package cubby.agent.domain;

/** Why a door is opened. */
public enum Purpose {
  DEPOSIT,
  PICKUP,
  /** The same right again, within the grace window. */
  REOPEN,
  TAKE_BACK,
  SERVICE
}
