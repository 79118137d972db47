package cubby.gateway.adapter.store;

import cubby.gateway.app.port.OverloadedException;
import cubby.gateway.app.port.Tx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The read threads, each with a connection that can only query. */
final class Readers {
  /** More would only queue on the page cache: the pool serves memory-mapped, small reads. */
  static final int THREADS = 2;

  static final int MAX_WAITING = 4_096;
  private static final int CLOSE_SECONDS = 10;

  private final BlockingQueue<Session> idle = new ArrayBlockingQueue<>(THREADS);
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          Thread.ofPlatform().name("store-reader-", 1).factory());

  Readers(Connections connections) {
    for (int i = 0; i < THREADS; i++) {
      idle.add(new Session(connections.reader()));
    }
  }

  <R> CompletionStage<R> read(Function<Tx, R> work) {
    CompletableFuture<R> stage = new CompletableFuture<>();
    try {
      pool.execute(() -> run(work, stage));
    } catch (RejectedExecutionException e) {
      stage.completeExceptionally(new OverloadedException("the readers' queue"));
    }
    return stage.minimalCompletionStage();
  }

  void close() throws InterruptedException {
    pool.shutdown();
    if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
      pool.shutdownNow();
    }
  }

  private <R> void run(Function<Tx, R> work, CompletableFuture<R> stage) {
    R result;
    try {
      Session session = idle.take();
      try {
        result = read(session, work);
      } finally {
        idle.add(session);
      }
    } catch (Throwable e) {
      // Also errors: the caller waits for an answer.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      stage.completeExceptionally(e);
      return;
    }
    stage.complete(result);
  }

  /** Runs the work on a snapshot of its own. */
  static <R> R read(Session session, Function<Tx, R> work) {
    try {
      session.beginRead();
      return work.apply(session);
    } finally {
      session.rollback();
    }
  }
}
