package cubby.agent.app;

import cubby.agent.app.port.JournalException;
import cubby.hardware.Timeline;
import java.util.ArrayList;
import java.util.List;
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

  private final CabinetCore core;
  private final Timeline timeline;
  private final Inbox<Arrival> inbox = new Inbox<>(QUEUE_CAPACITY);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;

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
    Inbox.Offer offer = inbox.offer(arrival);
    if (offer == Inbox.Offer.FULL) {
      core.tally().queueFull.increment();
    }
    return offer == Inbox.Offer.ACCEPTED;
  }

  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Ends the loop after the decision it is at; what still waits is answered UNAVAILABLE. */
  void close() {
    refuseAll();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    List<Arrival> arrivals = new ArrayList<>();
    try {
      while (!inbox.isClosed()) {
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

  private void take(List<Arrival> arrivals) throws InterruptedException {
    if (inbox.take(arrivals, BATCH) == Inbox.Taken.WOKEN) {
      wakeAtUptimeMillis = Long.MAX_VALUE;
    }
  }

  private void wakeInTime() {
    long next = core.nextDeadlineUptimeMillis();
    // A timer whose time has passed and that has not woken this loop yet counts no more.
    if (next < wakeAtUptimeMillis || wakeAtUptimeMillis <= timeline.uptimeMillis()) {
      wakeAtUptimeMillis = next;
      long number = timer.incrementAndGet();
      timeline.after(Math.max(0, next - timeline.uptimeMillis()), () -> wake(number));
    }
  }

  private void wake(long number) {
    if (number == timer.get()) {
      inbox.wake();
    }
  }

  private void end(@Nullable Throwable cause) {
    refuseAll();
    if (cause == null) {
      ended.complete(null);
    } else {
      ended.completeExceptionally(cause);
    }
  }

  private void refuseAll() {
    inbox.close().forEach(Arrival::unavailable);
  }
}
