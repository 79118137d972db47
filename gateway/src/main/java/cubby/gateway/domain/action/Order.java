package cubby.gateway.domain.action;

/** What an action asks of a cabinet. */
public sealed interface Order {

  int compartment();

  /** Empty where no deposit is concerned. */
  String depositId();

  /** Why a manager orders it; empty where a right is reason enough. */
  default String reason() {
    return "";
  }

  /** Open the door for a right, or for a manager with a reason. */
  record Open(int compartment, Purpose purpose, String depositId, String rightId, String reason)
      implements Order {
    /** For a right that is reason enough. */
    public Open(int compartment, Purpose purpose, String depositId, String rightId) {
      this(compartment, purpose, depositId, rightId, "");
    }
  }

  /** End a deposit that is being put in; the compartment is freed when its door closes. */
  record Abort(int compartment, String depositId) implements Order {}

  /**
   * Take the compartment out of quarantine.
   *
   * @param depositId of a deposit that is declared collected, empty where none
   */
  record Release(int compartment, String depositId, String reason) implements Order {}

  /** Let no new deposit into the compartment. */
  record Quarantine(int compartment, String reason) implements Order {
    @Override
    public String depositId() {
      return "";
    }
  }
}
