package cubby.agent.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds the grants that a typed code opens. The code is compared with every grant, in a time that
 * does not depend on which of them match.
 */
public final class CodeCheck {

  /** Digits in a pickup code. */
  public static final int CODE_DIGITS = 8;

  private final SecretKeySpec key;

  /**
   * @param cabinetKey the key that only this cabinet and the gateway hold
   */
  public CodeCheck(byte[] cabinetKey) {
    this.key = new SecretKeySpec(cabinetKey, "HmacSHA256");
  }

  static boolean wellFormed(String code) {
    return code.length() == CODE_DIGITS && code.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  List<Grant> matching(List<Grant> grants, String code) {
    byte[] digits = code.getBytes(StandardCharsets.US_ASCII);
    List<Grant> found = new ArrayList<>(1);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (Grant grant : grants) {
        mac.update(grant.salt());
        if (MessageDigest.isEqual(mac.doFinal(digits), grant.codeHash())) {
          found.add(grant);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256", e);
    }
    return found;
  }
}
