package cubby.wire;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519 (RFC 8032, the pure variant) by Bouncy Castle, which needs a tenth of the JDK's time (ADR
 * 0110); keys are the JDK's. Safe for use by many threads.
 */
final class Ed25519Seal {
  private static final String NAME = NamedParameterSpec.ED25519.getName();

  private Ed25519Seal() {}

  /** See {@link Verifier#prepare}. */
  static void prepare() {
    byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
    Maker maker = new Maker(seed);
    byte[] seal = maker.seal(seed, seed);
    if (!new Check(maker.point).holds(seed, seed, seal)) {
      throw new IllegalStateException("Ed25519 does not take its own signature");
    }
  }

  /** Signs with one key. */
  static final class Maker implements Seal.Maker {
    private final byte[] seed;
    private final byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];

    /**
     * @throws IllegalArgumentException where the key is not an Ed25519 private key
     */
    Maker(String keyId, PrivateKey key) {
      this(seed(keyId, key));
    }

    private Maker(byte[] seed) {
      this.seed = seed;
      Ed25519.generatePublicKey(seed, 0, point, 0);
    }

    private static byte[] seed(String keyId, PrivateKey key) {
      if (key instanceof EdECPrivateKey edwards && edwards.getParams().getName().equals(NAME)) {
        return edwards.getBytes().orElseThrow();
      }
      throw new IllegalArgumentException("key " + keyId + " is not an Ed25519 private key");
    }

    @Override
    public byte[] seal(byte[] prefix, byte[] payload) {
      byte[] message = joined(prefix, payload);
      byte[] seal = new byte[Ed25519.SIGNATURE_SIZE];
      Ed25519.sign(seed, 0, point, 0, message, 0, message.length, seal, 0);
      return seal;
    }
  }

  /** Checks what one key signed. */
  static final class Check implements Seal.Check {
    private final Ed25519.PublicPoint point;

    /**
     * @throws IllegalArgumentException where the key is not an Ed25519 public key
     */
    Check(PublicKey key) {
      this(point(key));
    }

    private Check(byte[] encoded) {
      // Also refuses points of small order, under which one signature holds for many messages.
      Ed25519.PublicPoint valid = Ed25519.validatePublicKeyFullExport(encoded, 0);
      if (valid == null) {
        throw new IllegalArgumentException("not an Ed25519 public key");
      }
      this.point = valid;
    }

    private static byte[] point(PublicKey key) {
      if (key instanceof EdECPublicKey edwards && edwards.getParams().getName().equals(NAME)) {
        // RFC 8410: a fixed head, then the 32 bytes of RFC 8032.
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(
            encoded, encoded.length - Ed25519.PUBLIC_KEY_SIZE, encoded.length);
      }
      throw new IllegalArgumentException("not an Ed25519 public key");
    }

    @Override
    public boolean holds(byte[] prefix, byte[] payload, byte[] seal) {
      if (seal.length != Ed25519.SIGNATURE_SIZE) {
        return false;
      }
      byte[] message = joined(prefix, payload);
      return Ed25519.verify(seal, 0, point, message, 0, message.length);
    }
  }

  private static byte[] joined(byte[] prefix, byte[] payload) {
    byte[] message = Arrays.copyOf(prefix, prefix.length + payload.length);
    System.arraycopy(payload, 0, message, prefix.length, payload.length);
    return message;
  }
}
