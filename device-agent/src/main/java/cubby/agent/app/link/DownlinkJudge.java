package cubby.agent.app.link;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.agent.app.link.Downlink.ActionDown;
import cubby.agent.app.link.Downlink.CommittedDown;
import cubby.agent.app.link.Downlink.DesiredDown;
import cubby.agent.app.link.Downlink.RefusedDown;
import cubby.wire.CommittedSeal;
import cubby.wire.Opened;
import cubby.wire.Topic;
import cubby.wire.Verifier;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.EventsCommitted;

/**
 * Decides what of a downlink may be believed, before anything of it is acted on. Pure; safe for use
 * by many threads.
 */
public final class DownlinkJudge {
  private final String cabinet;
  private final Verifier verifier;
  private final byte[] cabinetKey;

  /**
   * @param verifier for the same cabinet
   * @param cabinetKey 32 bytes that only this cabinet and the gateway hold
   */
  public DownlinkJudge(String cabinet, Verifier verifier, byte[] cabinetKey) {
    this.cabinet = cabinet;
    this.verifier = verifier;
    this.cabinetKey = cabinetKey.clone();
  }

  /**
   * @param topicName as it came
   * @param retained whether it was kept somewhere before it came here
   */
  public Downlink judge(String topicName, byte[] payload, boolean retained) {
    Topic topic = Topic.parse(cabinet, topicName).orElse(null);
    if (topic == null) {
      return new RefusedDown(DownlinkRefusal.UNKNOWN_TOPIC);
    }
    if (retained) {
      return new RefusedDown(DownlinkRefusal.RETAINED);
    }
    if (payload.length > Topic.MAX_PAYLOAD_BYTES) {
      return new RefusedDown(DownlinkRefusal.TOO_LARGE);
    }
    return switch (topic) {
      case ACTIONS -> action(payload);
      case DESIRED -> desired(payload);
      case COMMITTED -> committed(payload);
      case HELLO, EVENTS, TELEMETRY, GONE -> new RefusedDown(DownlinkRefusal.UNKNOWN_TOPIC);
    };
  }

  private Downlink action(byte[] payload) {
    return switch (verifier.action(payload)) {
      case Opened.Genuine<Action>(Action action) -> new ActionDown(action);
      case Opened.Refused<Action>(Opened.Refusal why) -> new RefusedDown(DownlinkRefusal.of(why));
    };
  }

  private Downlink desired(byte[] payload) {
    return switch (verifier.desired(payload)) {
      case Opened.Genuine<DesiredState>(DesiredState desired) -> new DesiredDown(desired);
      case Opened.Refused<DesiredState>(Opened.Refusal why) ->
          new RefusedDown(DownlinkRefusal.of(why));
    };
  }

  private Downlink committed(byte[] payload) {
    try {
      EventsCommitted committed = EventsCommitted.parseFrom(payload);
      // uint64 above Long.MAX_VALUE reads as negative: no stream of ours is that long.
      if (committed.getThrough() < 0) {
        return new RefusedDown(DownlinkRefusal.MALFORMED);
      }
      if (!committed.getCabinet().equals(cabinet)) {
        return new RefusedDown(DownlinkRefusal.OTHER_CABINET);
      }
      return CommittedSeal.holds(cabinetKey, committed)
          ? new CommittedDown(committed.getEpoch(), committed.getThrough())
          : new RefusedDown(DownlinkRefusal.BAD_SIGNATURE);
    } catch (InvalidProtocolBufferException e) {
      // The refusal is the answer: it is counted and logged by whoever asked.
      return new RefusedDown(DownlinkRefusal.MALFORMED);
    }
  }
}
