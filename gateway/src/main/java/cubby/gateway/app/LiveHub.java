package cubby.gateway.app;

import cubby.gateway.app.port.Tx;
import cubby.gateway.app.usecase.LiveFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who watches which deposit, in memory. Listeners are called on the store's after-commit thread.
 */
public final class LiveHub implements LiveFeed {
  private static final Logger log = LoggerFactory.getLogger(LiveHub.class);

  private static final int MAX_WATCHERS_OF_ONE = 16;
  private static final int MAX_DEPOSITS = 20_000;

  private record Changed(String depositId) {}

  private final Map<String, List<Runnable>> watchers = new ConcurrentHashMap<>();

  @Override
  public Optional<Subscription> watchDeposit(String depositId, Runnable changed) {
    // A listener of its own identity, so that one may watch twice and stop once.
    Runnable listener = () -> changed.run();
    AtomicBoolean taken = new AtomicBoolean();
    if (watchers.size() < MAX_DEPOSITS) {
      watchers.compute(
          depositId,
          (_, known) -> {
            List<Runnable> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
            if (all.size() < MAX_WATCHERS_OF_ONE) {
              all.add(listener);
              taken.set(true);
            }
            return List.copyOf(all);
          });
    }
    return taken.get() ? Optional.of(() -> remove(depositId, listener)) : Optional.empty();
  }

  /** Signals the deposit's watchers once the transaction is durable. */
  void changed(Tx tx, String depositId) {
    tx.afterCommit(new Changed(depositId), () -> signal(depositId));
  }

  private void signal(String depositId) {
    for (Runnable watcher : watchers.getOrDefault(depositId, List.of())) {
      try {
        watcher.run();
      } catch (RuntimeException e) {
        log.warn("a watcher of a deposit failed", e);
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // a listener is removed, not its equals
  private void remove(String depositId, Runnable listener) {
    watchers.computeIfPresent(
        depositId,
        (_, known) -> {
          List<Runnable> rest = known.stream().filter(r -> r != listener).toList();
          return rest.isEmpty() ? null : rest;
        });
  }
}
