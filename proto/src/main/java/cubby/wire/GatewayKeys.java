package cubby.wire;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text in which the gateway hands its public keys to a cabinet: a line a key, {@code keyId
 * base64}, where the second word is the key's X.509 form (RFC 8410). Empty lines and lines that
 * start with # say nothing. Pure.
 */
public final class GatewayKeys {
  /** Keys in one file: the current one, the next one, and room. */
  public static final int MAX_KEYS = 8;

  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  private GatewayKeys() {}

  /**
   * @throws IllegalArgumentException saying which line is wrong and why
   */
  public static Map<String, PublicKey> parse(String text) {
    Map<String, PublicKey> keys = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.strip().split("\\s+");
      if (words.length != 2 || !KEY_ID.matcher(words[0]).matches()) {
        throw new IllegalArgumentException("line " + number + " is not: keyId base64");
      }
      if (keys.put(words[0], key(words[1], number)) != null || keys.size() > MAX_KEYS) {
        throw new IllegalArgumentException(
            "line " + number + " repeats a key id or is one too many");
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("holds no key");
    }
    return Map.copyOf(keys);
  }

  /** The text of these keys. */
  public static String format(Map<String, PublicKey> keys) {
    StringBuilder text = new StringBuilder();
    keys.forEach((id, key) ->
        text.append(id)
            .append(' ')
            .append(Base64.getEncoder().encodeToString(key.getEncoded()))
            .append('\n'));
    return text.toString();
  }

  private static PublicKey key(String base64, int line) {
    try {
      byte[] encoded = Base64.getDecoder().decode(base64);
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      Seal.Check unused = Seal.ed25519(key);
      return key;
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new IllegalArgumentException("line " + line + " holds no Ed25519 public key", e);
    }
  }
}
