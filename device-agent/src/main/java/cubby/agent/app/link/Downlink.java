package cubby.agent.app.link;

import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;

/** What came down the pipe, once judged. */
public sealed interface Downlink {

  /** Genuine and for this cabinet; whether it may be done is the cabinet's decision. */
  record ActionDown(Action action) implements Downlink {}

  /** Genuine and for this cabinet. */
  record DesiredDown(DesiredState desired) implements Downlink {}

  /**
   * Names this cabinet. It is not signed: whoever can write on this topic can at worst make the
   * cabinet forget history that the gateway lacks, never move a door.
   *
   * @param through the highest event sequence that is durable at the gateway
   */
  record CommittedDown(long through) implements Downlink {}

  /** Nothing of it may be used. */
  record RefusedDown(DownlinkRefusal reason) implements Downlink {}
}
