package cubby.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Signed;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;

/**
 * Opens signed downlinks: nothing in a payload is read before its signature holds. Safe for use by
 * many threads.
 */
public final class Verifier {
  private final String cabinet;
  private final Map<String, PublicKey> keys;

  /**
   * @param cabinet the only cabinet whose downlinks are accepted
   * @param keys the gateway's Ed25519 public keys by key id
   */
  public Verifier(String cabinet, Map<String, PublicKey> keys) {
    this.cabinet = cabinet;
    this.keys = Map.copyOf(keys);
  }

  /** The action in an envelope as it came off the wire. */
  public Opened<Action> action(byte[] bytes) {
    Opened<Action> opened = open(bytes, Signer.Kind.ACTION, Action.parser());
    return opened instanceof Opened.Genuine<Action>(Action action)
            && !action.getCabinet().equals(cabinet)
        ? new Opened.Refused<>(Opened.Refusal.OTHER_CABINET)
        : opened;
  }

  /** The desired state in an envelope as it came off the wire. */
  public Opened<DesiredState> desired(byte[] bytes) {
    Opened<DesiredState> opened = open(bytes, Signer.Kind.DESIRED, DesiredState.parser());
    return opened instanceof Opened.Genuine<DesiredState>(DesiredState desired)
            && !desired.getCabinet().equals(cabinet)
        ? new Opened.Refused<>(Opened.Refusal.OTHER_CABINET)
        : opened;
  }

  private <T> Opened<T> open(byte[] bytes, Signer.Kind kind, Parser<T> parser) {
    if (bytes.length > Topic.MAX_PAYLOAD_BYTES) {
      return new Opened.Refused<>(Opened.Refusal.TOO_LARGE);
    }
    try {
      Signed signed = Signed.parseFrom(bytes);
      PublicKey key = keys.get(signed.getKeyId());
      if (key == null) {
        return new Opened.Refused<>(Opened.Refusal.UNKNOWN_KEY);
      }
      if (!holds(kind, signed, key)) {
        return new Opened.Refused<>(Opened.Refusal.BAD_SIGNATURE);
      }
      return new Opened.Genuine<>(parser.parseFrom(signed.getPayload()));
    } catch (InvalidProtocolBufferException e) {
      return new Opened.Refused<>(Opened.Refusal.MALFORMED);
    }
  }

  private static boolean holds(Signer.Kind kind, Signed signed, PublicKey key) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(kind.prefix());
      ed25519.update(signed.getPayload().asReadOnlyByteBuffer());
      return ed25519.verify(signed.getSignature().toByteArray());
    } catch (GeneralSecurityException e) {
      // A signature of impossible form is a bad signature, not an error of ours.
      return false;
    }
  }
}
