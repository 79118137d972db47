package cubby.world.sim;

import cubby.wire.Seal;
import cubby.wire.Signer;
import cubby.wire.Verifier;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The gateway's key of one world, the same in every world. For one thread. */
final class Keys {
  private static final String KEY_ID = "sim";
  private static final KeyPair PAIR = pair();

  private final Seal.Maker maker;
  private final Seal.Check check;

  private Keys(Seal.Maker maker, Seal.Check check) {
    this.maker = maker;
    this.check = check;
  }

  /** Ed25519, as in the product. */
  static Keys real() {
    return new Keys(Seal.ed25519(KEY_ID, PAIR.getPrivate()), Seal.ed25519(PAIR.getPublic()));
  }

  /** HMAC-SHA-512 in envelopes of the same form: about a thousandth of the time (ADR 130). */
  static Keys mac() {
    byte[] key = new byte[64];
    new Fixed().nextBytes(key);
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(key, "HmacSHA512"));
      return new Keys(
          (prefix, payload) -> sum(mac, prefix, payload),
          (prefix, payload, seal) -> MessageDigest.isEqual(sum(mac, prefix, payload), seal));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA512", e);
    }
  }

  private static byte[] sum(Mac mac, byte[] prefix, byte[] payload) {
    mac.update(prefix);
    return mac.doFinal(payload);
  }

  Signer signer() {
    return Signer.sealing(KEY_ID, maker);
  }

  Verifier verifier(String cabinet) {
    return Verifier.checking(cabinet, Map.of(KEY_ID, check));
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Fixed());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks Ed25519", e);
    }
  }

  /** Not random at all, on purpose: this key guards nothing. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 7);
    }
  }
}
