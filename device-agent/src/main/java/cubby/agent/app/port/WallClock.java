package cubby.agent.app.port;

/** The wall clock of a controller that may have none at boot. */
public interface WallClock {

  /** Epoch milliseconds, or 0 while the clock is not trusted. Callable from any thread. */
  long utcMillisOrZero();
}
