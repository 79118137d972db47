package cubby.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Signed;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs downlinks with the gateway's Ed25519 key (RFC 8032). Safe for use by many threads. */
public final class Signer {
  private final String keyId;
  private final PrivateKey key;

  /**
   * @param keyId names the key in every envelope, so that keys can be rolled over
   * @param key an Ed25519 private key
   */
  public Signer(String keyId, PrivateKey key) {
    this.keyId = keyId;
    this.key = key;
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
    ByteString payload = message.toByteString();
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(key);
      ed25519.update(kind.prefix());
      ed25519.update(payload.asReadOnlyByteBuffer());
      return Signed.newBuilder()
          .setPayload(payload)
          .setKeyId(keyId)
          .setSignature(ByteString.copyFrom(ed25519.sign()))
          .build();
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("key " + keyId + " is not an Ed25519 private key", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot sign with Ed25519", e);
    }
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
