package cubby.gateway.domain.action;

/** The life of an action: pending until its first and only result. */
public enum ActionState {
  PENDING,
  DONE,
  REFUSED,
  EXPIRED,
  FAILED,
  /** Power or process was lost between the cabinet's decision and its end. */
  OUTCOME_UNKNOWN;

  public boolean isFinal() {
    return this != PENDING;
  }

  /** The state after a result arrived: the first final one stays for ever. */
  public ActionState finished(ActionState result) {
    return isFinal() || !result.isFinal() ? this : result;
  }
}
