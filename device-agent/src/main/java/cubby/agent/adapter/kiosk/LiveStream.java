package cubby.agent.adapter.kiosk;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Server-sent events of one state. A subscriber is sent the newest state whenever it differs from
 * what it was sent last; there is no queue, so a slow one skips states instead of filling memory.
 * Beyond the limit the oldest subscriber goes: a reloaded screen is never locked out by dead ones.
 */
final class LiveStream implements AutoCloseable {
  /** Without news a comment says that the line still stands. */
  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** Parts of the state change by time alone (a countdown): it is looked at so often. */
  private static final long LOOK_MILLIS = 1_000;

  private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.US_ASCII);

  private final byte[] prefix;
  private final Supplier<byte[]> state;
  private final int maxSubscribers;
  private final Deque<Subscriber> subscribers = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param event its name on the wire
   * @param state the newest state as one line of JSON; quick, callable from any thread
   */
  LiveStream(String event, Supplier<byte[]> state, int maxSubscribers) {
    this.prefix = ("event: " + event + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
    this.state = state;
    this.maxSubscribers = maxSubscribers;
  }

  /** The state may have changed. Never blocks. */
  void changed() {
    for (Subscriber subscriber : current()) {
      subscriber.wake();
    }
  }

  int subscribers() {
    return current().size();
  }

  /** Sends states until the other side goes away, its place is needed or the stream is closed. */
  void serve(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    Subscriber subscriber = new Subscriber(exchange);
    add(subscriber);
    try {
      subscriber.run();
    } finally {
      remove(subscriber);
      exchange.close();
    }
  }

  @Override
  public void close() {
    synchronized (subscribers) {
      closed = true;
    }
    current().forEach(Subscriber::end);
  }

  private void add(Subscriber subscriber) {
    Subscriber oldest = null;
    synchronized (subscribers) {
      if (closed) {
        subscriber.ended = true;
        return;
      }
      if (subscribers.size() == maxSubscribers) {
        oldest = subscribers.pollFirst();
      }
      subscribers.addLast(subscriber);
    }
    if (oldest != null) {
      oldest.end();
    }
  }

  private void remove(Subscriber subscriber) {
    synchronized (subscribers) {
      subscribers.remove(subscriber);
    }
  }

  private List<Subscriber> current() {
    synchronized (subscribers) {
      return List.copyOf(subscribers);
    }
  }

  /** One open screen; runs on its request's virtual thread. */
  private final class Subscriber {
    private final HttpExchange exchange;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean ended;

    Subscriber(HttpExchange exchange) {
      this.exchange = exchange;
    }

    void wake() {
      news.release();
    }

    void end() {
      ended = true;
      news.release();
      // Frees a writer that is stuck on a reader that no longer reads.
      exchange.close();
    }

    void run() throws IOException {
      OutputStream out = exchange.getResponseBody();
      byte[] last = new byte[0];
      long writtenAt = System.nanoTime();
      while (!ended) {
        byte[] now = state.get();
        if (!Arrays.equals(now, last)) {
          send(out, now);
          last = now;
          writtenAt = System.nanoTime();
        } else if (System.nanoTime() - writtenAt >= PING_NANOS) {
          out.write(PING);
          out.flush();
          writtenAt = System.nanoTime();
        }
        await();
      }
    }

    private void send(OutputStream out, byte[] json) throws IOException {
      out.write(prefix);
      out.write(json);
      out.write('\n');
      out.write('\n');
      out.flush();
    }

    private void await() {
      try {
        if (news.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      } catch (InterruptedException e) {
        ended = true;
        Thread.currentThread().interrupt();
      }
    }
  }
}
