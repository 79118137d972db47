package cubby.world.demo;

/** The demo cannot start; the message is one line that says what to do about it. */
final class DemoException extends Exception {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }

  DemoException(Exception cause) {
    super(cause.getMessage(), cause);
  }
}
