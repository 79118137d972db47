package cubby.gateway.app.port;

/** The durable memory cannot be read or written (disk full, file damaged). */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String what, Throwable cause) {
    super(what, cause);
  }
}
