package cubby.gateway.boot;

/** The configuration makes no sense; the message names file, line, key and what would. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    // What is quoted may hold anything; the message stays one line of a log or a terminal.
    super(message.replaceAll("[\\p{Cntrl}\u2028\u2029]", "\u00b7"));
  }
}
