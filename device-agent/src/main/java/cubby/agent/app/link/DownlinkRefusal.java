package cubby.agent.app.link;

import cubby.wire.Opened;

/** Why a downlink was refused; the values label a counter. */
public enum DownlinkRefusal {
  /** It was stored on the way; nothing actionable may be. */
  RETAINED,
  UNKNOWN_TOPIC,
  TOO_LARGE,
  MALFORMED,
  UNKNOWN_KEY,
  BAD_SIGNATURE,
  OTHER_CABINET,
  /** It confirms events to an earlier start of the agent. */
  STALE_EPOCH,
  /** It confirms events that this cabinet never sent. */
  NEVER_SENT,
  /** The cabinet's bounded queue is full; the gateway sends again. */
  QUEUE_FULL;

  static DownlinkRefusal of(Opened.Refusal refusal) {
    return switch (refusal) {
      case TOO_LARGE -> TOO_LARGE;
      case MALFORMED -> MALFORMED;
      case UNKNOWN_KEY -> UNKNOWN_KEY;
      case BAD_SIGNATURE -> BAD_SIGNATURE;
      case OTHER_CABINET -> OTHER_CABINET;
    };
  }
}
