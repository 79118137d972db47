package cubby.gateway.boot;

/** The configuration makes no sense; the message names file, line, key and what would. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}
