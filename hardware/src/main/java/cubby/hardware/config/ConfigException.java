package cubby.hardware.config;

/** A configuration was refused; the message is one line, {@code file:line: key: problem}. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String key;

  /**
   * @param file as the reader was told it
   * @param line 1-based; 0 where the whole file is meant (it is missing, say)
   * @param key the full path, e.g. {@code sites[0].kind}; empty where no key is meant
   * @param problem what is wrong and what would be right, without the place
   */
  public ConfigException(String file, int line, String key, String problem) {
    super(
        oneLine(
            file
                + (line > 0 ? ":" + line : "")
                + ": "
                + (key.isEmpty() ? "" : key + ": ")
                + problem));
    this.file = file;
    this.line = line;
    this.key = key;
  }

  /** What is quoted may hold anything; the message stays one line of a log or a terminal. */
  private static String oneLine(String message) {
    return message.replaceAll("[\\p{Cntrl}\u2028\u2029]", "\u00b7");
  }

  /** The file, as the reader was told it. */
  public String file() {
    return file;
  }

  /** 1-based; 0 where the whole file is meant. */
  public int line() {
    return line;
  }

  /** The full path of the key; empty where none is meant. */
  public String key() {
    return key;
  }
}
