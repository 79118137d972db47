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
   * Genuine and for this cabinet.
   *
   * @param epoch of the start of the agent that the gateway said it to
   * @param through the highest event sequence that is durable at the gateway
   */
  record CommittedDown(long epoch, long through) implements Downlink {}

  /** Nothing of it may be used. */
  record RefusedDown(DownlinkRefusal reason) implements Downlink {}
}
