package cubby.gateway.app.usecase;

/** Who asks. Written into the history of everything that changes. */
public sealed interface Actor {

  /** A stable short text for histories, e.g. {@code rider:01J...}; holds no personal data. */
  String label();

  record Rider(String riderId) implements Actor {
    @Override
    public String label() {
      return "rider:" + riderId;
    }
  }

  record Manager(String managerId) implements Actor {
    @Override
    public String label() {
      return "manager:" + managerId;
    }
  }

  record Partner(String partnerId) implements Actor {
    @Override
    public String label() {
      return "partner:" + partnerId;
    }
  }

  /** Whoever holds a pickup link: the recipient or a delegate. */
  record Holder(String grantId) implements Actor {
    @Override
    public String label() {
      return "holder:" + grantId;
    }
  }
}
