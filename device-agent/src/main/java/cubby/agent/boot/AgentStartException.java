package cubby.agent.boot;

/** The agent cannot start; the message is one line that says what to do about it. */
public final class AgentStartException extends Exception {
  private static final long serialVersionUID = 1L;

  public AgentStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
