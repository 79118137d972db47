package cubby.gateway.app.usecase;

/** Why a request was refused; each is one problem type of the HTTP interface. */
public enum Refusal {
  /** Unknown, ended long ago, or not for this person: never told apart. */
  NOT_FOUND,
  CABINET_OFFLINE,
  NO_FREE_COMPARTMENT,
  /** The thing is in a state in which this cannot be done (already collected, still opening). */
  WRONG_STATE,
  /** The person did not confirm that the recipient agrees. */
  CONSENT_MISSING,
  INVALID_PHONE,
  INVALID_SIZE,
  /** The person did not confirm standing in front of the cabinet. */
  NOT_IN_FRONT,
  TOO_MANY_REQUESTS,
  /** Too many open deposits, delegates or webhooks of one owner. */
  TOO_MANY_OPEN,
  /** A bounded queue is full; try again. */
  OVERLOADED
}
