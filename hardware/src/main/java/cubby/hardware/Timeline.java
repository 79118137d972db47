package cubby.hardware;

/**
 * The one source of time and of later. Production runs on the monotonic clock and a timer thread,
 * the simulation on a virtual clock in one thread.
 */
public interface Timeline {

  /** Milliseconds since this process began; never goes back. */
  long uptimeMillis();

  /** Runs the task once after the delay. The task must return quickly. */
  void after(long delayMillis, Runnable task);
}
