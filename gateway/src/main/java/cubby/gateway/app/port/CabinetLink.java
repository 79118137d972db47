package cubby.gateway.app.port;

import cubby.wire.Topic;

/**
 * The way to the connected cabinets. Whatever lies behind it (the embedded MQTT endpoint, a broker)
 * may lose, repeat, delay and reorder; nothing is kept for a cabinet that is away.
 */
public interface CabinetLink {

  /**
   * Hands bytes to the connection of a cabinet, from any thread, without waiting.
   *
   * @param topic one of the downlinks
   * @param payload at most {@link Topic#MAX_PAYLOAD_BYTES} bytes; must not be changed afterwards
   */
  Sent send(String cabinet, Topic topic, byte[] payload);

  /**
   * Ends the connection that a cabinet has now, if any; from any thread, without waiting. It may
   * come back at once, with what is valid then.
   */
  void disconnect(String cabinet);

  /** What became of a send; none of them means that the cabinet has it. */
  enum Sent {
    HANDED_OVER,
    NOT_CONNECTED,
    /** The connection's bounded queue is full; dropped and counted. */
    QUEUE_FULL
  }
}
