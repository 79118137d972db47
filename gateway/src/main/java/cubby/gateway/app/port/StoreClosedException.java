package cubby.gateway.app.port;

/** The store was closed in good order: what was not written is done after the next start. */
public final class StoreClosedException extends StoreException {
  private static final long serialVersionUID = 1;

  public StoreClosedException() {
    super("the store is closed", new IllegalStateException("closed"));
  }
}
