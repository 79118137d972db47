package cubby.gateway.adapter.mqtt;

import cubby.wire.Topic;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The uplinks of one connection on their way through the inbox, in order of arrival. Event loop
 * only. At most so many, and so many bytes, are with the inbox; what one read had decoded beyond
 * that waits here, bounded by the receive buffer, for the connection stops reading meanwhile.
 */
final class Uplinks {

  private final CabinetSession session;
  private final int limit;
  private final int byteLimit;
  private final ArrayDeque<Uplink> given = new ArrayDeque<>(4);
  private @Nullable ArrayDeque<Uplink> waiting;
  private boolean refilling;
  private int givenBytes;

  Uplinks(CabinetSession session, MqttLimits limits) {
    this.session = session;
    this.limit = limits.unfinishedUplinks();
    this.byteLimit = limits.unfinishedUplinkBytes();
  }

  /** One publish; the packet id is 0 for QoS 0. */
  private static final class Uplink {
    private final Topic topic;
    private final int packetId;
    private final byte[] payload;
    private boolean done;

    private Uplink(Topic topic, int packetId, byte[] payload) {
      this.topic = topic;
      this.packetId = packetId;
      this.payload = payload;
    }
  }

  void arrived(Topic topic, int packetId, byte[] payload) {
    Uplink uplink = new Uplink(topic, packetId, payload);
    if (waiting == null && isRoom(limit, byteLimit)) {
      give(uplink);
      return;
    }
    if (waiting == null) {
      waiting = new ArrayDeque<>();
    }
    waiting.add(uplink);
  }

  /** Whether to read on. Once reading stopped, half of the room must be free, not to flutter. */
  boolean hasRoom(boolean reading) {
    return waiting == null
        && (reading ? isRoom(limit, byteLimit) : isRoom(Math.max(1, limit / 2), byteLimit / 2));
  }

  private boolean isRoom(int uplinks, int bytes) {
    return given.size() < uplinks && givenBytes < bytes;
  }

  boolean isAnyWaiting() {
    return waiting != null;
  }

  private void give(Uplink uplink) {
    CompletionStage<Void> stage = session.deliver(uplink.topic, uplink.payload);
    if (stage == null) {
      return;
    }
    given.add(uplink);
    givenBytes += uplink.payload.length;
    var _ =
        stage.whenComplete((nothing, failure) -> session.onLoop(() -> finished(uplink, failure)));
  }

  private void finished(Uplink uplink, @Nullable Throwable failure) {
    if (failure != null) {
      session.failed("the inbox failed", failure);
      return;
    }
    uplink.done = true;
    // MQTT wants acknowledgements in the order of the publishes, whatever the inbox finished first.
    for (Uplink head = given.peek(); head != null && head.done; head = given.peek()) {
      given.remove();
      givenBytes -= head.payload.length;
      session.acknowledge(head.packetId);
    }
    refill();
  }

  private void refill() {
    if (refilling) {
      // An inbox that finishes at once comes back here from within the loop below.
      return;
    }
    refilling = true;
    while (waiting != null && isRoom(limit, byteLimit)) {
      Uplink next = waiting.remove();
      if (waiting.isEmpty()) {
        waiting = null;
      }
      give(next);
    }
    refilling = false;
    session.roomChanged();
  }
}
