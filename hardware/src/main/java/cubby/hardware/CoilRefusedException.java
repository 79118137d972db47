package cubby.hardware;

/** A coil limit forbids the pulse now; nothing was energised. */
public final class CoilRefusedException extends HardwareException {
  private static final long serialVersionUID = 1L;

  private final long waitMillis;

  /**
   * @param waitMillis after how long the same pulse would be allowed; 0 where it never will be
   */
  public CoilRefusedException(String message, long waitMillis) {
    super(message);
    this.waitMillis = waitMillis;
  }

  /** After how long the same pulse would be allowed, in milliseconds; 0 = never. */
  public long waitMillis() {
    return waitMillis;
  }
}
