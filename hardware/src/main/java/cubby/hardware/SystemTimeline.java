package cubby.hardware;

import java.lang.management.ManagementFactory;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The monotonic clock and one daemon thread, on which all tasks run. After {@link #close} no task
 * begins any more; pulses end all the same, because drivers end them.
 */
public final class SystemTimeline implements Timeline, AutoCloseable {
  /** More tasks in waiting than this are a bug: a cabinet has a few timers per compartment. */
  public static final int MAX_TASKS = 10_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long startNanos;
  private final Consumer<Throwable> onError;
  private final ScheduledThreadPoolExecutor executor;

  /**
   * @param onError hears what a task threw, on the timeline's thread; tasks that follow run
   */
  public SystemTimeline(Consumer<Throwable> onError) {
    // Not from zero: the process is older than this object, and the coil guard relies on its age.
    long ageMillis = ManagementFactory.getRuntimeMXBean().getUptime();
    this.startNanos = System.nanoTime() - ageMillis * NANOS_PER_MILLI;
    this.onError = onError;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("timeline").unstarted(task));
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public long uptimeMillis() {
    return (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
  }

  /**
   * {@inheritDoc}
   *
   * @throws RejectedExecutionException where {@link #MAX_TASKS} are waiting
   */
  @Override
  public void after(long delayMillis, Runnable task) {
    if (executor.getQueue().size() >= MAX_TASKS) {
      throw new RejectedExecutionException(MAX_TASKS + " tasks are waiting");
    }
    try {
      var unused =
          executor.schedule(() -> run(task), Math.max(0, delayMillis), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // A task that asks for its successor while the timeline closes is no failure.
      if (!executor.isShutdown()) {
        throw e;
      }
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      onError.accept(e);
    }
  }

  /** Drops the tasks that have not begun; one that runs is interrupted. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
