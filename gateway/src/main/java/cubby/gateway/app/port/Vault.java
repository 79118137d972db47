package cubby.gateway.app.port;

/** Keeps codes, tokens, phones and keys unreadable at rest. Safe for use by many threads. */
public interface Vault {

  /** Encrypts; two seals of one text differ. */
  String seal(String clear);

  /**
   * What was sealed.
   *
   * @throws IllegalArgumentException where the text was not sealed by this vault, or was changed
   */
  String open(String sealed);

  /**
   * A keyed hash to look a value up by without storing it.
   *
   * @param purpose separates the uses: equal values of two purposes have different hashes
   */
  String index(String purpose, String value);
}
