package cubby.world.sim;

import cubby.wire.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Map;

/** The gateway's Ed25519 key: real, and the same in every world. */
final class Keys {
  private static final String KEY_ID = "sim";
  private static final KeyPair PAIR = pair();

  private Keys() {}

  static Signer signer() {
    return new Signer(KEY_ID, PAIR.getPrivate());
  }

  static Map<String, PublicKey> trusted() {
    return Map.of(KEY_ID, PAIR.getPublic());
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
