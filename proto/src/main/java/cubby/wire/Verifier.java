package cubby.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Signed;
import java.security.PublicKey;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Opens signed downlinks: nothing in a payload is read before its signature holds. Safe for use by
 * many threads.
 */
public final class Verifier {
  private final String cabinet;
  private final Map<String, Seal.Check> checks;

  /**
   * @param cabinet the only cabinet whose downlinks are accepted
   * @param keys the gateway's Ed25519 public keys by key id
   */
  public Verifier(String cabinet, Map<String, PublicKey> keys) {
    this(ed25519(keys), cabinet);
  }

  private Verifier(Map<String, Seal.Check> checks, String cabinet) {
    this.cabinet = cabinet;
    this.checks = Map.copyOf(checks);
  }

  /** For the simulation: what {@link Seal} says holds. */
  public static Verifier checking(String cabinet, Map<String, Seal.Check> checks) {
    return new Verifier(checks, cabinet);
  }

  private static Map<String, Seal.Check> ed25519(Map<String, PublicKey> keys) {
    return keys.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, key -> Seal.ed25519(key.getValue())));
  }

  /**
   * Does beforehand what the first signature or check of a process would have to: some 50 ms of
   * work, ten times that on a slow controller. For a thread that nobody waits for.
   */
  public static void prepare() {
    Ed25519Seal.prepare();
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
      // The key alone says how it is checked: nothing in an envelope names an algorithm.
      Seal.Check check = checks.get(signed.getKeyId());
      if (check == null) {
        return new Opened.Refused<>(Opened.Refusal.UNKNOWN_KEY);
      }
      byte[] payload = signed.getPayload().toByteArray();
      if (!check.holds(kind.prefix(), payload, signed.getSignature().toByteArray())) {
        return new Opened.Refused<>(Opened.Refusal.BAD_SIGNATURE);
      }
      return new Opened.Genuine<>(parser.parseFrom(payload));
    } catch (InvalidProtocolBufferException e) {
      return new Opened.Refused<>(Opened.Refusal.MALFORMED);
    }
  }
}
