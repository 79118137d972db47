package cubby.agent.app.port;

/** The journal could not read or could not make durable what it was given. */
public final class JournalException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean diverged;

  /** Nothing of the batch is durable, as far as is known; the next commit may succeed. */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
    this.diverged = false;
  }

  /**
   * @param diverged true where the file holds more than the caller knows of (a commit that was
   *     reported as failed did land): only a restart from the file helps
   */
  public JournalException(String message, boolean diverged) {
    super(message);
    this.diverged = diverged;
  }

  /** Whether memory and file differ, so that the agent must start again from the file. */
  public boolean diverged() {
    return diverged;
  }
}
