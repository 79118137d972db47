package cubby.gateway.adapter.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The symmetric signature of the Standard Webhooks specification, version 1.0: {@code v1,} and the
 * base64 of HMAC-SHA256 over {@code id.timestamp.body}.
 */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final String HMAC = "HmacSHA256";

  private WebhookSignature() {}

  /**
   * @param secret {@code whsec_} and base64
   * @param timestampSeconds Unix time
   */
  static String of(String secret, String id, long timestampSeconds, String body) {
    byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      String signed = id + "." + timestampSeconds + "." + body;
      byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks " + HMAC, e);
    }
  }
}
