package cubby.gateway.app;

import cubby.gateway.app.port.Counts;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.OverloadedException;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.StoreException;
import cubby.gateway.app.port.Tx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of what cabinets say into the store, in order of arrival. What arrives while the writer
 * commits waits here and becomes one work of the next group, so that the writer's queue is left to
 * people. An uplink that fails harms no other: the work is run again with each uplink on its own.
 * Safe for many threads.
 */
final class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  static final int MAX_WAITING = 32_768;
  static final long MAX_WAITING_BYTES = 64L * 1_024 * 1_024;

  /** Uplinks in one work: bounds how long others of its group wait for it. */
  private static final int MAX_WORK = 4_096;

  /** Something to be done in a transaction, maybe more than once after a rollback. */
  interface Uplink {
    Count apply(Tx tx);

    /** Instead of {@link #apply}, which failed: keeps what must not be lost, or throws. */
    Count keep(Tx tx, RuntimeException failure);
  }

  private static final class Waiting {
    private final Uplink uplink;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Count outcome = Count.UPLINKS_LOST;

    Waiting(Uplink uplink) {
      this.uplink = uplink;
    }
  }

  private final Store<Tx> store;
  private final Counts counts;
  private final Gathering<Waiting> gathering = new Gathering<>(MAX_WAITING, MAX_WAITING_BYTES);

  Intake(Store<Tx> store, Counts counts) {
    this.store = store;
    this.counts = counts;
  }

  /**
   * Takes an uplink in; without room it is counted and dropped, for the cabinet says it again.
   *
   * @param bytes that it holds in memory
   * @return completes, never exceptionally, when the uplink is committed and counted
   */
  CompletionStage<Void> take(Uplink uplink, int bytes) {
    Waiting taken = new Waiting(uplink);
    switch (gathering.offer(taken, bytes)) {
      case REFUSED -> {
        taken.outcome = Count.UPLINKS_OVERLOADED;
        finish(taken);
      }
      case SEND -> write();
      case WAITS -> {}
    }
    return taken.done;
  }

  private void write() {
    Work work = new Work();
    var unused = store.write(work).whenComplete((_, failure) -> ended(work, failure));
  }

  private void ended(Work work, @Nullable Throwable failure) {
    if (failure != null) {
      Throwable cause = Answers.cause(failure);
      boolean overloaded = cause instanceof OverloadedException;
      List<Waiting> lost = work.ran ? work.uplinks : next();
      if (!overloaded) {
        log.error("{} uplinks could not be kept; they will be sent again", lost.size(), cause);
      }
      lost.forEach(w -> w.outcome = overloaded ? Count.UPLINKS_OVERLOADED : Count.UPLINKS_LOST);
      lost.forEach(this::finish);
    } else {
      work.uplinks.forEach(this::finish);
    }
  }

  @SuppressWarnings("NullAway") // Void has no other value
  private void finish(Waiting ended) {
    counts.count(ended.outcome);
    ended.done.complete(null);
  }

  /** Takes what waits; where that is too much for one, another work is sent for. */
  private List<Waiting> next() {
    Gathering.Portion<Waiting> portion = gathering.next(MAX_WORK);
    if (portion.more()) {
      write();
    }
    return portion.items();
  }

  /** Some uplinks in one transaction. It takes them when it runs, not before. */
  private final class Work implements Function<Tx, Boolean> {
    private List<Waiting> uplinks = List.of();
    private boolean ran;

    @Override
    public Boolean apply(Tx tx) {
      if (!ran) {
        ran = true;
        uplinks = next();
        return together(tx);
      }
      // The first run was rolled back, maybe for the fault of one of these.
      try {
        return tx.nested(() -> together(tx));
      } catch (StoreException e) {
        throw e;
      } catch (RuntimeException e) {
        log.debug("one of {} uplinks failed: each is applied on its own", uplinks.size(), e);
        uplinks.forEach(each -> each.outcome = alone(tx, each.uplink));
        return true;
      }
    }

    private boolean together(Tx tx) {
      uplinks.forEach(each -> each.outcome = each.uplink.apply(tx));
      return true;
    }

    private static Count alone(Tx tx, Uplink uplink) {
      try {
        return tx.nested(() -> uplink.apply(tx));
      } catch (CabinetAwayException e) {
        // A cabinet that left while its batch was applied: now it is known to be away.
        return again(tx, uplink);
      } catch (StoreException e) {
        throw e;
      } catch (RuntimeException e) {
        return kept(tx, uplink, e);
      }
    }

    private static Count again(Tx tx, Uplink uplink) {
      try {
        return tx.nested(() -> uplink.apply(tx));
      } catch (StoreException e) {
        throw e;
      } catch (RuntimeException e) {
        return kept(tx, uplink, e);
      }
    }

    private static Count kept(Tx tx, Uplink uplink, RuntimeException failure) {
      try {
        return tx.nested(() -> uplink.keep(tx, failure));
      } catch (StoreException e) {
        throw e;
      } catch (RuntimeException e) {
        log.error("what a cabinet sent could not be kept; it will send it again", e);
        return Count.UPLINKS_LOST;
      }
    }
  }
}
