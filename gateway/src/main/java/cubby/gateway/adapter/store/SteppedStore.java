package cubby.gateway.adapter.store;

import cubby.gateway.app.port.OverloadedException;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.StoreException;
import cubby.gateway.app.port.Tx;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * {@link SqliteStore} without threads: the same connections, SQL, groups and tasks, but the caller
 * says when what waits is committed, and does itself what follows. For one thread that owns time,
 * as a simulation's does; reads answer at once.
 */
public final class SteppedStore implements Store<Tx>, AutoCloseable {

  /**
   * What a commit left to do, in this order.
   *
   * @param tasks asked for by {@link Tx#afterCommit}; they throw nothing
   * @param answers complete the stages of the writes
   */
  public record Followers(List<Runnable> tasks, List<Runnable> answers) {}

  private final Connections connections;
  private final GroupCommit commits;
  private final Session reader;
  private final Deque<Write<?>> waiting = new ArrayDeque<>();

  private SteppedStore(Connections connections) {
    this.connections = connections;
    this.commits = new GroupCommit(new Session(connections.writer()));
    this.reader = new Session(connections.reader());
  }

  /** Makes the file, or brings its schema up to date; leaves it closed. */
  public static void prepare(Path file) {
    Connections connections = new Connections(file);
    SqliteStore.migrate(connections);
    connections.close();
  }

  /**
   * Opens a file that {@link #prepare} made.
   *
   * @throws StoreException where the file cannot be used
   */
  public static SteppedStore open(Path file) {
    return new SteppedStore(new Connections(file));
  }

  @Override
  public <R> CompletionStage<R> write(Function<Tx, R> work) {
    if (waiting.size() >= SqliteStore.MAX_WAITING_WRITES) {
      return CompletableFuture.failedFuture(new OverloadedException("the writer's queue"));
    }
    Write<R> write = new Write<>(work);
    waiting.add(write);
    return write.stage();
  }

  @Override
  public <R> CompletionStage<R> read(Function<Tx, R> work) {
    try {
      return CompletableFuture.completedFuture(look(work));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Runs the work on what is committed, and answers. */
  public <R> R look(Function<Tx, R> work) {
    return Readers.read(reader, work);
  }

  /** Commits as one group what waits; nothing waits any more afterwards. */
  public Followers commit() {
    List<Write<?>> group = new ArrayList<>();
    while (!waiting.isEmpty() && group.size() < SqliteStore.MAX_GROUP) {
      group.add(waiting.remove());
    }
    GroupCommit.Committed committed = commits.commit(group);
    return new Followers(
        committed.tasks().stream().map(SteppedStore::guarded).toList(),
        committed.writes().stream().map(write -> guarded(write::complete)).toList());
  }

  private static Runnable guarded(Runnable task) {
    return () -> AfterCommit.guarded(task);
  }

  /** Writes that wait for the next commit. */
  public int waitingWrites() {
    return waiting.size();
  }

  /** Fails what waits, as where the disk does not take it. */
  public void refuse(StoreException cause) {
    List<Write<?>> group = List.copyOf(waiting);
    waiting.clear();
    for (Write<?> write : group) {
      write.failed(cause);
      AfterCommit.guarded(write::complete);
    }
  }

  /** Closes the file; what waits is forgotten. */
  @Override
  public void close() {
    connections.close();
  }
}
