package cubby.gateway.domain.action;

/** What an action asks of a cabinet. */
public sealed interface Order {

  int compartment();

  /** Empty where no deposit is concerned. */
  String depositId();

  /** Open the door for a right. */
  record Open(int compartment, Purpose purpose, String depositId, String rightId)
      implements Order {}

  /** End a deposit that is being put in; the compartment is freed when its door closes. */
  record Abort(int compartment, String depositId) implements Order {}

  /** Take the compartment out of quarantine. */
  record Release(int compartment) implements Order {
    @Override
    public String depositId() {
      return "";
    }
  }

  /** Let no new deposit into the compartment. */
  record Quarantine(int compartment, String reason) implements Order {
    @Override
    public String depositId() {
      return "";
    }
  }
}
