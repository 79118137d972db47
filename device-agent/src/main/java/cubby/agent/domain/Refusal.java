package cubby.agent.domain;

/** Why an action was not done. */
public enum Refusal {
  STALE_EPOCH,
  STALE_SEQUENCE,
  NO_SUCH_COMPARTMENT,
  OCCUPIED,
  QUARANTINED,
  NOT_YOURS,
  NO_SUCH_DEPOSIT,
  BUSY,
  COIL_LIMIT,
  UNKNOWN_ACTION,
  WRONG_STATE
}
