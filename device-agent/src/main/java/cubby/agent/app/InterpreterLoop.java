package cubby.agent.app;

import cubby.agent.app.port.JournalException;
import cubby.agent.domain.Input;
import cubby.hardware.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that runs a core: takes inputs from a bounded queue, all that wait at once, and
 * wakes up for deadlines. Where the core cannot go on, the loop ends and says so: a restart from
 * the journal is always safe, going on with a doubtful state is not.
 */
final class InterpreterLoop {
  private static final Logger log = LoggerFactory.getLogger(InterpreterLoop.class);

  /** A person at each door, a burst of readings, and room. */
  static final int QUEUE_CAPACITY = 1_024;

  /** Inputs that share one transaction. */
  private static final int BATCH = 256;

  /** Not an input: only wakes the loop. */
  private static final Arrival WAKE = Arrival.of(new Input.Tick());

  private final CabinetCore core;
  private final Timeline timeline;
  private final BlockingQueue<Arrival> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closing;

  /** The timer that counts; older ones find their number outdated and do nothing. */
  private final AtomicLong timer = new AtomicLong();

  private long wakeAtUptimeMillis = Long.MAX_VALUE;

  InterpreterLoop(String name, CabinetCore core, Timeline timeline) {
    this.core = core;
    this.timeline = timeline;
    this.thread = new Thread(this::loop, name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** False where the queue is full or the loop has ended; nothing was or will be done then. */
  boolean offer(Arrival arrival) {
    if (closing) {
      return false;
    }
    if (!queue.offer(arrival)) {
      core.tally().queueFull.increment();
      return false;
    }
    if (ended.isDone()) {
      // It may have ended between the check and the offer: nobody takes from the queue any more.
      refuseAll();
    }
    return true;
  }

  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Ends the loop after the decision it is at; what still waits is answered UNAVAILABLE. */
  void close() {
    closing = true;
    // Where the queue is full, the loop is awake anyway.
    boolean woken = queue.offer(WAKE);
    log.debug("closing, woken: {}", woken);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    List<Arrival> arrivals = new ArrayList<>();
    try {
      while (!closing) {
        core.run(arrivals);
        arrivals.clear();
        wakeInTime();
        take(arrivals);
      }
      end(null);
    } catch (InterruptedException e) {
      log.info("interrupted: the cabinet stops");
      end(null);
    } catch (JournalException | RuntimeException | Error e) {
      log.error("this cabinet cannot go on and must be started again", e);
      end(e);
    } finally {
      arrivals.forEach(Arrival::unavailable);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the one object that stands for "wake up"
  private void take(List<Arrival> arrivals) throws InterruptedException {
    arrivals.add(queue.take());
    queue.drainTo(arrivals, BATCH - 1);
    if (arrivals.removeIf(arrival -> arrival == WAKE)) {
      wakeAtUptimeMillis = Long.MAX_VALUE;
    }
  }

  private void wakeInTime() {
    long next = core.nextDeadlineUptimeMillis();
    // A timer whose time has passed may have found the queue full: it counts no more.
    if (next < wakeAtUptimeMillis || wakeAtUptimeMillis <= timeline.uptimeMillis()) {
      wakeAtUptimeMillis = next;
      long number = timer.incrementAndGet();
      timeline.after(Math.max(0, next - timeline.uptimeMillis()), () -> wake(number));
    }
  }

  private void wake(long number) {
    // A full queue wakes the loop by itself; the deadline is looked at and set anew then.
    if (number == timer.get() && !queue.offer(WAKE)) {
      log.debug("the queue is full; its next input wakes the loop");
    }
  }

  private void end(@Nullable Throwable cause) {
    closing = true;
    if (cause == null) {
      ended.complete(null);
    } else {
      ended.completeExceptionally(cause);
    }
    refuseAll();
  }

  private void refuseAll() {
    List<Arrival> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(Arrival::unavailable);
  }
}
