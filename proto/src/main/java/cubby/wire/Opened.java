package cubby.wire;

/** What came out of an envelope. */
public sealed interface Opened<T> {

  /** The signature holds and the message names this cabinet. */
  record Genuine<T>(T message) implements Opened<T> {}

  /** Nothing of the payload may be used. */
  record Refused<T>(Refusal refusal) implements Opened<T> {}

  /** Why an envelope was refused; the values label a counter. */
  enum Refusal {
    TOO_LARGE,
    MALFORMED,
    UNKNOWN_KEY,
    BAD_SIGNATURE,
    OTHER_CABINET
  }
}
