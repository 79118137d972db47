package cubby.wire;

import com.google.protobuf.ByteString;
import cubby.wire.v1.EventsCommitted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof that a confirmation is the gateway's own and for this start of the agent: HMAC-SHA256 (RFC
 * 2104) under the key that only this cabinet and the gateway hold, over {@code "cubby/v1/committed"
 * 0x00}, the cabinet in UTF-8, 0x00, and epoch and number as eight bytes each, the highest first. A
 * signature would cost as much as the commit (ADR 3). No other use of the key is over bytes that
 * begin so and are so long ({@link CodeHash} takes 24).
 */
public final class CommittedSeal {
  private static final byte[] PREFIX = "cubby/v1/committed\0".getBytes(StandardCharsets.US_ASCII);

  private CommittedSeal() {}

  /**
   * The confirmation as it goes out.
   *
   * @param cabinetKey 32 bytes
   * @param epoch of the hello that the cabinet said last
   * @param through number of the highest event that is durable
   */
  public static EventsCommitted seal(byte[] cabinetKey, String cabinet, long epoch, long through) {
    return EventsCommitted.newBuilder()
        .setCabinet(cabinet)
        .setThrough(through)
        .setEpoch(epoch)
        .setMac(ByteString.copyFrom(mac(cabinetKey, cabinet, epoch, through)))
        .build();
  }

  /** Whether the gateway said it to the cabinet that holds this key. */
  public static boolean holds(byte[] cabinetKey, EventsCommitted said) {
    byte[] mac = mac(cabinetKey, said.getCabinet(), said.getEpoch(), said.getThrough());
    return MessageDigest.isEqual(mac, said.getMac().toByteArray());
  }

  private static byte[] mac(byte[] cabinetKey, String cabinet, long epoch, long through) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(cabinetKey, "HmacSHA256"));
      mac.update(PREFIX);
      mac.update(cabinet.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(ByteBuffer.allocate(16).putLong(epoch).putLong(through).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256", e);
    }
  }
}
