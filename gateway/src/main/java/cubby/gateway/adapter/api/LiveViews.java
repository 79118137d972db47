package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.EventSink;
import cubby.gateway.adapter.http.Problem;
import cubby.gateway.adapter.http.Response;
import cubby.gateway.app.usecase.LiveFeed;
import cubby.gateway.app.usecase.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams of views: the first at once, then a new one after each change. Signals that come while a
 * view is read are merged into one more read. Bounded per deposit and in all.
 */
final class LiveViews {
  private static final Logger LOG = LoggerFactory.getLogger(LiveViews.class);

  static final int MAX_PER_DEPOSIT = 16;
  static final int MAX_IN_ALL = 4_000;

  private final LiveFeed feed;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<String, Integer> perDeposit = new ConcurrentHashMap<>();

  LiveViews(LiveFeed feed) {
    this.feed = feed;
  }

  /**
   * A stream of one deposit's view.
   *
   * @param view reads it; a refusal ends the stream
   */
  Response stream(
      String depositId,
      String event,
      Supplier<? extends CompletionStage<? extends Outcome<?>>> view) {
    if (open.get() >= MAX_IN_ALL || watchers(depositId) >= MAX_PER_DEPOSIT) {
      return Json.problem(Problem.overloaded().retryAfter(10));
    }
    return new Response.Events(sink -> subscribe(depositId, event, view, sink));
  }

  /** Streams that are open now. */
  int open() {
    return open.get();
  }

  private int watchers(String depositId) {
    return perDeposit.getOrDefault(depositId, 0);
  }

  private Runnable subscribe(
      String depositId,
      String event,
      Supplier<? extends CompletionStage<? extends Outcome<?>>> view,
      EventSink sink) {
    open.incrementAndGet();
    perDeposit.merge(depositId, 1, Integer::sum);
    Follower follower = new Follower(event, view, sink);
    Optional<LiveFeed.Subscription> watch = feed.watchDeposit(depositId, follower::changed);
    if (watch.isPresent()) {
      follower.changed();
    } else {
      // A stream that would never tell anything: the client comes back, or asks instead.
      sink.close();
    }
    return () -> {
      watch.ifPresent(LiveFeed.Subscription::close);
      open.decrementAndGet();
      perDeposit.computeIfPresent(depositId, (id, count) -> count == 1 ? null : count - 1);
    };
  }

  /** Reads the view for one stream, one read at a time. */
  private static final class Follower {
    private final String event;
    private final Supplier<? extends CompletionStage<? extends Outcome<?>>> view;
    private final EventSink sink;
    // Signals since the read under way began, that one included; 0 while none is under way.
    private final AtomicInteger signals = new AtomicInteger();
    private volatile @Nullable String last;

    Follower(
        String event,
        Supplier<? extends CompletionStage<? extends Outcome<?>>> view,
        EventSink sink) {
      this.event = event;
      this.view = view;
      this.sink = sink;
    }

    void changed() {
      if (signals.getAndIncrement() == 0) {
        read();
      }
    }

    private void read() {
      int seen = signals.get();
      view.get()
          .whenComplete((outcome, failure) -> {
            if (failure != null) {
              LOG.warn("a live view could not be read", failure);
              sink.close();
            } else if (outcome instanceof Outcome.Done<?>(Object value)) {
              send(Json.line(value));
            } else {
              sink.close();
            }
            if (!signals.compareAndSet(seen, 0)) {
              read();
            }
          });
    }

    private void send(String line) {
      if (!line.equals(last)) {
        last = line;
        sink.send(event, line);
      }
    }
  }
}
