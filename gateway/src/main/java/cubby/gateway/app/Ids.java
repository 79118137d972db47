package cubby.gateway.app;

import cubby.gateway.app.port.Entropy;
import java.util.Base64;

/** Fresh names and secrets. */
final class Ids {
  /** 100 bits are enough for names that only must not collide and not be guessed in bulk. */
  private static final int ID_CHARACTERS = 20;

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TOKEN_BYTES = 24;
  private static final int CODES = 100_000_000;

  private final Entropy entropy;

  Ids(Entropy entropy) {
    this.entropy = entropy;
  }

  /** 20 characters of Crockford's base 32. */
  String id() {
    byte[] random = entropy.bytes(ID_CHARACTERS);
    StringBuilder id = new StringBuilder(ID_CHARACTERS);
    for (byte b : random) {
      id.append(ALPHABET.charAt(b & 31));
    }
    return id.toString();
  }

  /** 192 random bits as 32 characters that a URL can hold. */
  String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(entropy.bytes(TOKEN_BYTES));
  }

  /** 8 digits. */
  String code() {
    String digits = Integer.toString(entropy.below(CODES));
    return "0".repeat(8 - digits.length()) + digits;
  }

  byte[] bytes(int length) {
    return entropy.bytes(length);
  }
}
