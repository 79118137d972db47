package cubby.agent.domain;

/** Where the right to collect was shown. */
public enum How {
  CODE_AT_SCREEN,
  ONLINE,
  /** Nowhere: a manager declared the item collected. */
  DECLARED
}
