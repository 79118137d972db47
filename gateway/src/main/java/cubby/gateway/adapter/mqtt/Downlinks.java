package cubby.gateway.adapter.mqtt;

import cubby.wire.Topic;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The downlinks of one connection: a bounded queue, and the window of those sent with QoS 1 and not
 * acknowledged. Nothing is sent twice and nothing outlives the connection: whether a cabinet got
 * something is told by its events only. Event loop only, but for {@link #reserve}.
 */
final class Downlinks {

  private static final int MAX_PACKET_ID = 65_535;
  private static final AtomicIntegerFieldUpdater<Downlinks> COUNT =
      AtomicIntegerFieldUpdater.newUpdater(Downlinks.class, "count");
  private static final AtomicIntegerFieldUpdater<Downlinks> BYTES =
      AtomicIntegerFieldUpdater.newUpdater(Downlinks.class, "bytes");

  private final CabinetSession session;
  private final MqttLimits limits;
  private final ArrayDeque<Downlink> waiting = new ArrayDeque<>(1);
  private final ArrayDeque<InFlight> window = new ArrayDeque<>(1);
  private int lastPacketId;

  /** Reserved, waiting or in the window. */
  private volatile int count;

  private volatile int bytes;

  Downlinks(CabinetSession session, MqttLimits limits) {
    this.session = session;
    this.limits = limits;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Downlink(Topic topic, byte[] payload) {}

  private record InFlight(int packetId, int payloadBytes) {}

  /** Takes room in the queue, from any thread; false when it is full. */
  boolean reserve(int payloadBytes) {
    int countAfter = COUNT.incrementAndGet(this);
    int bytesAfter = BYTES.addAndGet(this, payloadBytes);
    if (countAfter <= limits.queuedDownlinks() && bytesAfter <= limits.queuedDownlinkBytes()) {
      return true;
    }
    release(payloadBytes);
    return false;
  }

  /** Queues what was reserved before. */
  void add(Topic topic, byte[] payload) {
    waiting.add(new Downlink(topic, payload));
  }

  /** Writes what window and socket have room for, in order. */
  void drain() {
    while (!waiting.isEmpty() && session.isWritable()) {
      Downlink next = waiting.element();
      int payloadBytes = next.payload.length;
      int qos = session.subscriptions().qos(next.topic);
      if (qos > 0 && window.size() >= limits.downlinkWindow()) {
        return;
      }
      waiting.remove();
      if (qos > 0) {
        int packetId = freePacketId();
        window.add(new InFlight(packetId, payloadBytes));
        session.publish(next.topic, packetId, next.payload);
      } else {
        release(payloadBytes);
        session.publish(next.topic, 0, next.payload);
      }
    }
  }

  /** Frees the place in the window; false when nothing with this id is under way. */
  boolean acknowledged(int packetId) {
    for (Iterator<InFlight> each = window.iterator(); each.hasNext(); ) {
      InFlight sent = each.next();
      if (sent.packetId == packetId) {
        each.remove();
        release(sent.payloadBytes);
        return true;
      }
    }
    return false;
  }

  boolean isAckDue() {
    return !window.isEmpty();
  }

  /** The next of 1 to 65,535 that is not in the window, which is much smaller. */
  private int freePacketId() {
    do {
      lastPacketId = lastPacketId % MAX_PACKET_ID + 1;
    } while (isInWindow(lastPacketId));
    return lastPacketId;
  }

  private boolean isInWindow(int packetId) {
    for (InFlight sent : window) {
      if (sent.packetId == packetId) {
        return true;
      }
    }
    return false;
  }

  private void release(int payloadBytes) {
    COUNT.decrementAndGet(this);
    BYTES.addAndGet(this, -payloadBytes);
  }
}
