package cubby.gateway.adapter.mqtt;

import cubby.wire.Topic;

/** Which downlinks one connection asked for. Written by its event loop, read by any thread. */
final class Subscriptions {

  /** Two bits a topic: asked for, and with QoS 1. */
  private volatile int bits;

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  void add(Topic topic, int qos) {
    // One write, so that no sender sees the topic vanish for a moment.
    bits = (bits & ~(3 << shift(topic))) | ((qos == 0 ? 1 : 3) << shift(topic));
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  void remove(Topic topic) {
    bits &= ~(3 << shift(topic));
  }

  boolean includes(Topic topic) {
    return ((bits >> shift(topic)) & 1) != 0;
  }

  /** The QoS that a message on the topic travels with: the lower of the topic's and the asked. */
  int qos(Topic topic) {
    return ((bits >> shift(topic)) & 2) == 0 ? 0 : Math.min(1, topic.qos());
  }

  private static int shift(Topic topic) {
    return switch (topic) {
      case ACTIONS -> 0;
      case DESIRED -> 2;
      case COMMITTED -> 4;
      case HELLO, EVENTS, TELEMETRY, GONE ->
          throw new IllegalArgumentException("not a downlink: " + topic);
    };
  }
}
