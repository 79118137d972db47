package cubby.agent.app.link;

import cubby.wire.Topic;

/**
 * The dumb pipe to the gateway: it may lose, repeat, reorder and delay, and it looks for the
 * gateway again by itself, for ever. No method blocks on the network.
 */
public interface GatewayTransport extends AutoCloseable {

  /** Starts to connect and keeps trying until closed. Called once. */
  void open(Listener listener);

  /**
   * Hands a payload to the pipe with the topic's quality of service. Callable from any thread.
   *
   * @return false where there is no connection or too much is in flight; nothing was sent
   */
  boolean publish(Topic topic, byte[] payload);

  /** Disconnects in good order and leaves no thread behind; nothing is told afterwards. */
  @Override
  void close();

  /**
   * Hears the pipe, on threads of the transport's; must return quickly. Arrivals keep their order.
   */
  interface Listener {
    /** A new connection stands and is subscribed to all downlinks of this cabinet. */
    void connected();

    /** The connection is gone; what was in flight may or may not have arrived. */
    void disconnected();

    /**
     * @param topic the full name, as it came
     * @param retained whether it was kept somewhere before it came here
     */
    void arrived(String topic, byte[] payload, boolean retained);
  }
}
