package cubby.world.sim;

import cubby.gateway.adapter.store.SteppedStore;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.StoreException;
import cubby.gateway.app.port.Tx;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The real store on its file, as one life of the gateway has it. Draws from chance exactly as
 * {@link MemoryStore} does, so that a seed tells the same story on both.
 */
final class FileStore implements Store<Tx> {
  private final SteppedStore store;
  private final SqliteFile file;
  private final Life life;
  private final Chance chance;
  private final Weathers weather;
  private final History history;
  private boolean flushing;

  FileStore(
      SteppedStore store,
      SqliteFile file,
      Life life,
      Chance chance,
      Weathers weather,
      History history) {
    this.store = store;
    this.file = file;
    this.life = life;
    this.chance = chance;
    this.weather = weather;
    this.history = history;
  }

  @Override
  public <R> CompletionStage<R> write(Function<Tx, R> work) {
    CompletionStage<R> stage = store.write(work);
    if (!flushing) {
      flushing = true;
      life.after(chance.between(0, MemoryStore.MAX_COMMIT_MILLIS), this::flush);
    }
    return stage;
  }

  @Override
  public <R> CompletionStage<R> read(Function<Tx, R> read) {
    CompletableFuture<R> stage = new CompletableFuture<>();
    life.after(
        chance.between(0, 2),
        () -> {
          var unused =
              store
                  .read(read)
                  .whenComplete((value, failure) -> MemoryStore.complete(stage, value, failure));
        });
    return stage;
  }

  private void flush() {
    if (chance.hits(weather.now().extremes().stall())) {
      history.fault("store stalls", "gateway", "");
      life.after(MemoryStore.STALL_MILLIS, this::flush);
      return;
    }
    flushing = false;
    if (chance.hits(weather.now().extremes().storeFull())) {
      history.fault("store full", "gateway", store.waitingWrites() + " works");
      store.refuse(new StoreException("the disk is full", new IOException("full")));
      return;
    }
    if (chance.hits(weather.now().storeRerun())) {
      var unused = store.write(new FailsOnce());
    }
    dieInTransaction();
    SteppedStore.Followers followers = store.commit();
    for (Runnable task : followers.tasks()) {
      mayDie("between the store's commit and what follows");
      task.run();
    }
    for (Runnable answer : followers.answers()) {
      life.point("before the store's answer");
      answer.run();
    }
    life.point("after the store's answers");
  }

  /**
   * Dies with all works of the group done and nothing committed: a last work takes the image of the
   * files there, and the commit that follows happens to files that nobody opens again.
   */
  private void dieInTransaction() {
    try {
      mayDie("before the store's commit");
    } catch (Life.Killed e) {
      var unused =
          store.write(tx -> {
            file.takeImage();
            return true;
          });
      var ghosts = store.commit();
      throw e;
    }
  }

  private void mayDie(String point) {
    // As in MemoryStore.
    if (chance.hits(weather.now().killAtEffect() / 20)) {
      history.killed(point, "gateway");
      throw new Life.Killed(point);
    }
    life.point(point);
  }

  /** Makes the first run of its group fail, and does nothing in the second. */
  private static final class FailsOnce implements Function<Tx, Boolean> {
    private boolean failed;

    @Override
    public Boolean apply(Tx tx) {
      if (!failed) {
        failed = true;
        throw new IllegalStateException("this group is to be run again");
      }
      return true;
    }
  }
}
