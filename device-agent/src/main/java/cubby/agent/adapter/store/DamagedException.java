package cubby.agent.adapter.store;

/** The journal's file is not what was written. */
final class DamagedException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedException(String message) {
    super(message);
  }
}
