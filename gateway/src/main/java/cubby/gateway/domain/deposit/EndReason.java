package cubby.gateway.domain.deposit;

/** Why a deposit was cancelled or failed. */
public enum EndReason {
  /** It has not ended, or ended well. */
  NONE,
  /** The rider cancelled. */
  CANCELLED,
  /** The rider asked for a bigger compartment. */
  BIGGER,
  /** The doors that were tried did not open, and no other fits or is free. */
  NO_COMPARTMENT,
  /** The cabinet got the order too late, or had restarted since. */
  NOT_OPENED_IN_TIME,
  /** The cabinet refused for another cause. */
  REFUSED_BY_CABINET,
  /** The cabinet lost power while it opened. */
  OUTCOME_UNKNOWN,
  /** The cabinet says that the compartment is free though nobody was seen to take the item. */
  LOST
}
