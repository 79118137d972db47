package cubby.gateway.adapter.http;

/** The sending end of one stream of server-sent events. Callable from any thread. */
public interface EventSink {

  /**
   * Sends one event. While the client reads too slowly only the newest is kept, so a slow client
   * costs one event of memory.
   *
   * @param event its name
   * @param data one line of text (JSON without line breaks)
   */
  void send(String event, String data);

  /** Ends the stream cleanly. Idempotent. */
  void close();
}
