package cubby.agent.app.link;

/** Hears what happens on the link, for metrics. Callable from any thread; must return quickly. */
public interface LinkObserver {
  /** Whether a connection stands. */
  void connected(boolean connected);

  void downlinkRefused(DownlinkRefusal reason);

  /**
   * @param events how many were handed to the pipe, repeats included
   */
  void eventsSent(int events);

  /**
   * @param events how many more the gateway confirmed
   */
  void eventsCommitted(long events);

  /** The gateway was silent for too long and everything unconfirmed is sent again. */
  void resent();
}
