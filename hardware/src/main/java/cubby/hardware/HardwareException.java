package cubby.hardware;

/** A board, bus or sensor did not do what was asked. */
public class HardwareException extends Exception {
  private static final long serialVersionUID = 1L;

  public HardwareException(String message) {
    super(message);
  }

  public HardwareException(String message, Throwable cause) {
    super(message, cause);
  }
}
