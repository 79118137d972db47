package cubby.world.sim;

import cubby.gateway.app.port.OverloadedException;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.StoreException;
import cubby.gateway.app.port.Tx;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The gateway's store as one life of the gateway has it: group commit like the real one, on tables
 * that a crash leaves as of the last commit. The gateway may die before a commit, after it, and
 * between any two of the tasks that follow it.
 */
final class MemoryStore implements Store<Tx> {
  /** As in the real store: more works than this do not wait. */
  private static final int MAX_WAITING = 10_000;

  static final long MAX_COMMIT_MILLIS = 8;
  static final long STALL_MILLIS = 2_000;

  /** One work and who waits for it. */
  private final class Work<R> {
    private final Function<Tx, R> work;
    private final CompletableFuture<R> stage = new CompletableFuture<>();
    private Runnable outcome = () -> {};

    Work(Function<Tx, R> work) {
      this.work = work;
    }

    /** Runs it; false where it threw and its changes have to be taken back. */
    boolean run() {
      try {
        R result = work.apply(tx);
        outcome = () -> stage.complete(result);
        return true;
      } catch (RuntimeException e) {
        outcome = () -> stage.completeExceptionally(e);
        return false;
      }
    }
  }

  private final GatewayDisk disk;
  private final Life life;
  private final Chance chance;
  private final Weathers weather;
  private final History history;
  private final MemoryTx tx;
  private final Deque<Work<?>> waiting = new ArrayDeque<>();
  private boolean flushing;

  MemoryStore(GatewayDisk disk, Life life, Chance chance, Weathers weather, History history) {
    this.disk = disk;
    this.life = life;
    this.chance = chance;
    this.weather = weather;
    this.history = history;
    this.tx = new MemoryTx(disk);
  }

  @Override
  public <R> CompletionStage<R> write(Function<Tx, R> work) {
    if (waiting.size() >= MAX_WAITING) {
      return CompletableFuture.failedStage(new OverloadedException("the queue of writes"));
    }
    Work<R> one = new Work<>(work);
    waiting.add(one);
    if (!flushing) {
      flushing = true;
      life.after(chance.between(0, MAX_COMMIT_MILLIS), this::flush);
    }
    return one.stage;
  }

  @Override
  public <R> CompletionStage<R> read(Function<Tx, R> read) {
    CompletableFuture<R> stage = new CompletableFuture<>();
    life.after(
        chance.between(0, 2),
        () -> {
          R result;
          try {
            result = read.apply(tx);
          } catch (RuntimeException e) {
            stage.completeExceptionally(e);
            return;
          }
          stage.complete(result);
        });
    return stage;
  }

  @SuppressWarnings("NullAway") // one of the two is there
  static <R> void complete(CompletableFuture<R> stage, R value, Throwable failure) {
    if (failure == null) {
      stage.complete(value);
    } else {
      stage.completeExceptionally(failure);
    }
  }

  private void flush() {
    if (chance.hits(weather.now().extremes().stall())) {
      history.fault("store stalls", "gateway", "");
      life.after(STALL_MILLIS, this::flush);
      return;
    }
    flushing = false;
    if (chance.hits(weather.now().extremes().storeFull())) {
      history.fault("store full", "gateway", waiting.size() + " works");
      List<Work<?>> refused = new ArrayList<>(waiting);
      waiting.clear();
      StoreException full = new StoreException("the disk is full", new IOException("full"));
      refused.forEach(work -> work.stage.completeExceptionally(full));
      return;
    }
    List<Work<?>> group = new ArrayList<>(waiting);
    waiting.clear();
    boolean rerun = chance.hits(weather.now().storeRerun());
    if (!together(group) || rerun) {
      disk.undo.backTo(0);
      tx.takeTasks();
      oneByOne(group);
    }
    mayDie("before the store's commit");
    disk.undo.forget();
    for (Runnable task : tx.takeTasks()) {
      mayDie("between the store's commit and what follows");
      task.run();
    }
    for (Work<?> work : group) {
      life.point("before the store's answer");
      work.outcome.run();
    }
    life.point("after the store's answers");
  }

  private boolean together(List<Work<?>> group) {
    for (Work<?> work : group) {
      if (!work.run()) {
        return false;
      }
    }
    return true;
  }

  private void oneByOne(List<Work<?>> group) {
    for (Work<?> work : group) {
      int mark = disk.undo.mark();
      Map<Object, Runnable> tasks = tx.tasks();
      if (!work.run()) {
        disk.undo.backTo(mark);
        tx.backTo(tasks);
      }
    }
  }

  private void mayDie(String point) {
    // A gateway has many more effects than a cabinet has doors.
    if (chance.hits(weather.now().killAtEffect() / 20)) {
      history.killed(point, "gateway");
      throw new Life.Killed(point);
    }
    life.point(point);
  }
}
