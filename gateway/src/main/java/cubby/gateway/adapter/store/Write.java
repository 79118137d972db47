package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Tx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One work on its way through the writer: run, committed, then completed. */
final class Write<R> {
  private final Function<Tx, R> work;
  private final CompletableFuture<R> stage = new CompletableFuture<>();
  private @Nullable R result;
  private @Nullable Throwable failure;

  Write(Function<Tx, R> work) {
    this.work = work;
  }

  /** Runs the work; its exception is thrown, not kept. */
  void run(Tx tx) {
    failure = null;
    result = work.apply(tx);
  }

  void failed(Throwable cause) {
    failure = cause;
  }

  /** Tells the caller; after the commit, on the after-commit thread. */
  @SuppressWarnings("NullAway") // a work may answer null, and then the caller gets it
  void complete() {
    Throwable cause = failure;
    if (cause != null) {
      stage.completeExceptionally(cause);
    } else {
      stage.complete(result);
    }
  }

  CompletionStage<R> stage() {
    return stage.minimalCompletionStage();
  }
}
