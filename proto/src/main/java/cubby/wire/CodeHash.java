package cubby.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The form in which pickup codes reach a cabinet: HMAC-SHA256 (RFC 2104) under a key that only this
 * cabinet and the gateway hold, over a salt of the grant and the code's ASCII digits.
 */
public final class CodeHash {
  /** Length of a grant's salt, in bytes. */
  public static final int SALT_BYTES = 16;

  /** Digits in a pickup code. */
  public static final int CODE_DIGITS = 8;

  private CodeHash() {}

  /** The 32 bytes that stand for the code. */
  public static byte[] of(byte[] cabinetKey, byte[] salt, String code) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(cabinetKey, "HmacSHA256"));
      mac.update(salt);
      return mac.doFinal(code.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256", e);
    }
  }
}
