package cubby.gateway.app;

/** An order needs a connected cabinet; the work that gave it is rolled back. */
final class CabinetAwayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CabinetAwayException(String cabinet) {
    super(cabinet + " is not connected");
  }
}
