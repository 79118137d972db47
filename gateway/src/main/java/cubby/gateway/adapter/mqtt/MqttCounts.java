package cubby.gateway.adapter.mqtt;

import cubby.wire.Topic;

/** What the endpoint counts. Called on its event loops and by senders; must not block or throw. */
public interface MqttCounts {

  /** Counts nothing. */
  MqttCounts NONE = new MqttCounts() {};

  /** A cabinet's connection was authenticated and accepted. */
  default void connected() {}

  /** A connection that had been accepted ended, for whatever reason. */
  default void disconnected() {}

  /** Something was refused; a connection is counted at most once as ended. */
  default void refused(MqttRefusal reason) {}

  /** An uplink was handed to the inbox. */
  default void received(Topic topic, int payloadBytes) {}

  /** A downlink was written to its connection. */
  default void sent(Topic topic, int payloadBytes) {}

  /** A downlink was dropped because its connection's queue was full. */
  default void queueFull(Topic topic) {}
}
