package cubby.wire;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/**
 * What a {@link Signer} does to bytes and a {@link Verifier} checks, under one key. The product has
 * one way, Ed25519 (RFC 8032), which it gets by giving them keys; no file, message or key id ever
 * chooses another. This seam is for the simulation alone (ADR 130), and the build refuses anybody
 * else who reaches for it. Safe for use by many threads.
 */
public interface Seal {

  /**
   * Makes seals.
   *
   * <p>Two makings over the same bytes are equal: an order that is sent again has the same bytes.
   */
  interface Maker {
    /** The 64 bytes that seal these two pieces, one after the other. */
    byte[] seal(byte[] prefix, byte[] payload);
  }

  /** Checks seals. */
  interface Check {
    /** Whether the seal was made over these two pieces; false also where it is of no such form. */
    boolean holds(byte[] prefix, byte[] payload, byte[] seal);
  }

  /**
   * @param keyId for the words of an error
   */
  static Maker ed25519(String keyId, PrivateKey key) {
    return (prefix, payload) -> {
      try {
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initSign(key);
        ed25519.update(prefix);
        ed25519.update(payload);
        return ed25519.sign();
      } catch (InvalidKeyException e) {
        throw new IllegalArgumentException("key " + keyId + " is not an Ed25519 private key", e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this JDK cannot sign with Ed25519", e);
      }
    };
  }

  /** Checks what the private half of this key sealed. */
  static Check ed25519(PublicKey key) {
    return (prefix, payload, seal) -> {
      try {
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(key);
        ed25519.update(prefix);
        ed25519.update(payload);
        return ed25519.verify(seal);
      } catch (GeneralSecurityException e) {
        // A signature of impossible form is a bad signature, not an error of ours.
        return false;
      }
    };
  }
}
