package cubby.agent.domain;

/**
 * "Open 7 now": one order of the gateway, done at most once.
 *
 * @param id unique for ever
 * @param epoch the epoch it was made for
 * @param sequence strictly increasing per cabinet
 * @param deadlineUptimeMillis last moment at which it may be done
 */
public record Action(String id, long epoch, long sequence, long deadlineUptimeMillis, What what) {

  /** What is asked for. */
  public sealed interface What {

    /** The compartment concerned. */
    int compartment();
  }

  /**
   * @param depositId empty for SERVICE
   * @param rightId whose right opens
   */
  public record Open(int compartment, Purpose purpose, String depositId, String rightId)
      implements What {}

  /** Ends a deposit that is being put in. */
  public record Abort(int compartment, String depositId) implements What {}

  /**
   * Ends a quarantine; the manager saw to what was inside.
   *
   * @param depositId of a stored deposit that the manager declares collected, empty where none
   */
  public record Release(int compartment, String depositId) implements What {}

  /** Takes the compartment out of use for new deposits. */
  public record Quarantine(int compartment, String reason) implements What {}

  /** Something this agent does not know; it is refused. */
  public record Unheard(int compartment) implements What {}
}
