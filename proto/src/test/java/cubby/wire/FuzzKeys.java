package cubby.wire;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;

/** Keys that are the same in every run, so that a found case still means what it meant. */
final class FuzzKeys {
  static final KeyPair GATEWAY = keys(1);

  private FuzzKeys() {}

  private static KeyPair keys(int filling) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, new SameBytes(filling));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks Ed25519", e);
    }
  }

  private static final class SameBytes extends SecureRandom {
    private final byte filling;

    SameBytes(int filling) {
      this.filling = (byte) filling;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      java.util.Arrays.fill(bytes, filling);
    }
  }
}
