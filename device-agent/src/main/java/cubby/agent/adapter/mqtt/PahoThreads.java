package cubby.agent.adapter.mqtt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that Paho uses for one connection. It knows when Paho's connecting task is over,
 * which Paho itself tells nobody: a client that is stopped while that task still starts its helpers
 * leaves it spinning for ever (ADR 0031).
 */
final class PahoThreads extends ScheduledThreadPoolExecutor {
  /** Connecting, receiving, sending, calling back, disconnecting, and one to spare. */
  private static final int THREADS = 6;

  private final CompletableFuture<Void> connectingOver = new CompletableFuture<>();
  private boolean connecting;

  PahoThreads(String cabinet) {
    super(THREADS, Thread.ofPlatform().name("paho-" + cabinet + "-", 0).daemon().factory());
    setKeepAliveTime(1, TimeUnit.SECONDS);
  }

  /** Completes once Paho has connected or failed to. */
  CompletableFuture<Void> connectingOver() {
    return connectingOver;
  }

  /** Paho's first task is the connecting one; its helpers come through {@code submit}. */
  @Override
  public synchronized void execute(Runnable task) {
    if (connecting) {
      super.execute(task);
      return;
    }
    connecting = true;
    super.execute(() -> {
      try {
        task.run();
      } finally {
        connectingOver.complete(null);
      }
    });
  }
}
