package cubby.gateway.adapter.store;

import cubby.gateway.app.port.OverloadedException;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.StoreClosedException;
import cubby.gateway.app.port.StoreException;
import cubby.gateway.app.port.Tx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store on SQLite: WAL, {@code synchronous=FULL}, one platform thread that writes and commits
 * whatever waits as one group, and a small pool of platform threads that read snapshots. Stages of
 * writes complete on the after-commit thread, those of reads on a read thread; what follows them
 * there must be quick.
 */
public final class SqliteStore implements Store<Tx>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SqliteStore.class);

  /**
   * Works in one transaction: bounds how long the first of a group waits for the last. Under load a
   * large group writes far fewer pages: the events of a cabinet share its row and its compartments.
   */
  static final int MAX_GROUP = 4_096;

  static final int MAX_WAITING_WRITES = 16_384;

  private final GroupQueue<Write<?>> waiting = new GroupQueue<>(MAX_WAITING_WRITES);
  private final Connections connections;
  private final GroupCommit commits;
  private final AfterCommit afterCommit;
  private final Readers readers;
  private final Thread writer;
  private final AtomicLong groups = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteStore(Connections connections) {
    this.connections = connections;
    this.commits = new GroupCommit(new Session(connections.writer()));
    this.afterCommit = new AfterCommit();
    this.readers = new Readers(connections);
    this.writer = Thread.ofPlatform().name("store-writer").unstarted(this::runWriter);
  }

  /**
   * Opens or creates the file and brings its schema up to date.
   *
   * @throws StoreException where the file cannot be used
   */
  public static SqliteStore open(Path file) {
    Connections connections = new Connections(file);
    migrate(connections);
    SqliteStore store = new SqliteStore(connections);
    store.afterCommit.start();
    store.writer.start();
    return store;
  }

  static void migrate(Connections connections) {
    Flyway.configure()
        .dataSource(connections.forMigration())
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  @Override
  public <R> CompletionStage<R> write(Function<Tx, R> work) {
    Write<R> write = new Write<>(work);
    if (waiting.offer(write) != GroupQueue.Offer.ACCEPTED) {
      return CompletableFuture.failedFuture(new OverloadedException("the writer's queue"));
    }
    return write.stage();
  }

  @Override
  public <R> CompletionStage<R> read(Function<Tx, R> work) {
    return readers.read(work);
  }

  /** Writes that wait for the writer. */
  public int waitingWrites() {
    return waiting.size();
  }

  /** Groups of writes that were committed since the start. */
  public long commits() {
    return groups.get();
  }

  /** Commits what waits, then closes the file. No write may be asked for from now on. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      waiting.close();
      writer.join();
      afterCommit.close();
      readers.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.close();
    }
  }

  private void runWriter() {
    List<Write<?>> group = new ArrayList<>(MAX_GROUP);
    try {
      while (waiting.take(group, MAX_GROUP)) {
        afterCommit.deliver(commits.commit(group));
        groups.incrementAndGet();
        group.clear();
      }
    } catch (InterruptedException e) {
      log.error("the writer was interrupted: nothing is written any more", e);
    } catch (RuntimeException | Error e) {
      log.error("the writer cannot go on: nothing is written any more", e);
      StoreException ended = new StoreException("the writer has ended", e);
      group.forEach(write -> failed(write, ended));
    } finally {
      // Closed in good order, it left nothing behind.
      waiting.abandon().forEach(write -> failed(write, new StoreClosedException()));
    }
  }

  private static void failed(Write<?> write, StoreException cause) {
    write.failed(cause);
    write.complete();
  }
}
