package cubby.gateway.app.port;

/** A bounded queue is full; nothing was done, the caller may try again later. */
public final class OverloadedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public OverloadedException(String queue) {
    super(queue + " is full");
  }
}
