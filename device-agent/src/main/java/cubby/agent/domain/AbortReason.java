package cubby.agent.domain;

/** Why a deposit ended without an item being stored. */
public enum AbortReason {
  CANCELLED,
  OPEN_NOT_DETECTED,
  OUTCOME_UNKNOWN
}
