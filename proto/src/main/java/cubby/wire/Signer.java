package cubby.wire;

import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Signed;
import java.security.PrivateKey;

/** Signs downlinks with the gateway's Ed25519 key (RFC 8032). Safe for use by many threads. */
public final class Signer {
  private final String keyId;
  private final Seal.Maker maker;

  /**
   * @param keyId names the key in every envelope, so that keys can be rolled over
   * @param key an Ed25519 private key
   */
  public Signer(String keyId, PrivateKey key) {
    this(keyId, Seal.ed25519(keyId, key));
  }

  private Signer(String keyId, Seal.Maker maker) {
    this.keyId = keyId;
    this.maker = maker;
  }

  /** For the simulation: what {@link Seal} says holds. */
  public static Signer sealing(String keyId, Seal.Maker maker) {
    return new Signer(keyId, maker);
  }

  /** See {@link Verifier#prepare}. */
  public static void prepare() {
    Ed25519Seal.prepare();
  }

  /** The signed envelope of an action. */
  public Signed sign(Action action) {
    return sign(Kind.ACTION, action);
  }

  /** The signed envelope of a desired state. */
  public Signed sign(DesiredState desired) {
    return sign(Kind.DESIRED, desired);
  }

  private Signed sign(Kind kind, MessageLite message) {
    byte[] payload = message.toByteArray();
    return Signed.newBuilder()
        .setPayload(UnsafeByteOperations.unsafeWrap(payload))
        .setKeyId(keyId)
        .setSignature(UnsafeByteOperations.unsafeWrap(maker.seal(kind.prefix(), payload)))
        .build();
  }

  /** What a signature is for; part of what is signed. */
  enum Kind {
    ACTION("action"),
    DESIRED("desired");

    private final byte[] prefix;

    Kind(String name) {
      this.prefix =
          ("cubby/v1/" + name + "\0").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    byte[] prefix() {
      return prefix.clone();
    }
  }
}
