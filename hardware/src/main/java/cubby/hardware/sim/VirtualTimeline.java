package cubby.hardware.sim;

import cubby.hardware.Timeline;
import cubby.hardware.sim.TaskQueue.Task;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until it is moved. Tasks run on the thread that moves it, in the order
 * of their time, and within one millisecond in the order in which they were asked for. Reading it
 * and {@link #after} are allowed from any thread; moving it is one thread's business.
 */
public final class VirtualTimeline implements Timeline {
  /**
   * The uptime at which a virtual process begins to act. Not 0: a real process has been loading for
   * a while before it drives anything, and the coil guard rests at the very beginning.
   */
  public static final long START_MILLIS = 10_000;

  /** More tasks in waiting than this are a bug. */
  public static final int MAX_TASKS = 100_000;

  private final TaskQueue tasks = new TaskQueue();
  private volatile long nowMillis;
  private long lastSerial;
  private boolean moving;

  /** Begins at {@link #START_MILLIS}. */
  public VirtualTimeline() {
    this(START_MILLIS);
  }

  /**
   * @param startMillis the uptime to begin at, 0 or more
   */
  public VirtualTimeline(long startMillis) {
    if (startMillis < 0) {
      throw new IllegalArgumentException("a timeline cannot begin at " + startMillis);
    }
    this.nowMillis = startMillis;
  }

  @Override
  public long uptimeMillis() {
    return nowMillis;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException where {@link #MAX_TASKS} are waiting
   */
  @Override
  public synchronized void after(long delayMillis, Runnable task) {
    if (tasks.size() >= MAX_TASKS) {
      throw new IllegalStateException(MAX_TASKS + " tasks are waiting");
    }
    tasks.add(new Task(nowMillis + Math.max(0, delayMillis), ++lastSerial, task));
  }

  /**
   * Moves on, running what is due on the way. What a task throws comes out here, with the clock at
   * that task's time; moving on again continues after it.
   *
   * @param millis 0 or more; 0 runs what is due now
   */
  public void advance(long millis) {
    if (millis < 0) {
      throw new IllegalArgumentException("time does not go back by " + -millis);
    }
    advanceTo(uptimeMillis() + millis);
  }

  private void advanceTo(long untilMillis) {
    begin();
    try {
      for (Task task = next(untilMillis); task != null; task = next(untilMillis)) {
        task.work().run();
      }
    } finally {
      end();
    }
  }

  /**
   * Lets time pass inside a task, as for a thread that waits for its disk: what others have to do
   * meanwhile is done. What one of them throws comes out here.
   *
   * @throws IllegalStateException where no task is running
   */
  public void stall(long millis) {
    long untilMillis;
    synchronized (this) {
      if (!moving) {
        throw new IllegalStateException("only a task can stall");
      }
      untilMillis = nowMillis + millis;
    }
    for (Task task = next(untilMillis); task != null; task = next(untilMillis)) {
      task.work().run();
    }
  }

  /**
   * Runs tasks until none is waiting.
   *
   * @param maxMillis a plant may tick for ever; then this is how far to go
   * @return whether none is waiting
   */
  public boolean runUntilIdle(long maxMillis) {
    long limitMillis = uptimeMillis() + maxMillis;
    while (waitingUntil(limitMillis)) {
      advanceTo(nextMillis());
    }
    return waiting() == 0;
  }

  /** How many tasks wait. */
  public synchronized int waiting() {
    return tasks.size();
  }

  private synchronized boolean waitingUntil(long limitMillis) {
    Task first = tasks.peek();
    return first != null && first.atMillis() <= limitMillis;
  }

  private synchronized long nextMillis() {
    Task first = tasks.peek();
    return first == null ? nowMillis : first.atMillis();
  }

  private synchronized @Nullable Task next(long untilMillis) {
    Task first = tasks.peek();
    if (first == null || first.atMillis() > untilMillis) {
      nowMillis = Math.max(nowMillis, untilMillis);
      return null;
    }
    nowMillis = Math.max(nowMillis, first.atMillis());
    tasks.removeFirst();
    return first;
  }

  private synchronized void begin() {
    if (moving) {
      throw new IllegalStateException("a task must not move the clock");
    }
    moving = true;
  }

  private synchronized void end() {
    moving = false;
  }
}
