package cubby.wire;

import java.security.PrivateKey;
import java.security.PublicKey;

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
   * @throws IllegalArgumentException where the key is not an Ed25519 private key
   */
  static Maker ed25519(String keyId, PrivateKey key) {
    return new Ed25519Seal.Maker(keyId, key);
  }

  /**
   * Checks what the private half of this key sealed.
   *
   * @throws IllegalArgumentException where the key is not an Ed25519 public key
   */
  static Check ed25519(PublicKey key) {
    return new Ed25519Seal.Check(key);
  }
}
