package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Uplinks of several event loops on their way to the one writer, in every order. */
class IntakeInterleavingsTest {
  private static final int ORDERS = 300;

  @Test
  void everyUplinkIsAppliedOnceAndAcknowledgedOnlyAfterItsCommit() {
    Lincheck.runConcurrentTest(
        ORDERS,
        () -> {
          HandStore store = new HandStore();
          Intake intake = new Intake(store, what -> {});
          List<Note> notes = List.of(new Note(store), new Note(store), new Note(store));
          Thread first = new Thread(() -> notes.get(0).sendBy(intake));
          Thread second = new Thread(() -> notes.get(1).sendBy(intake));
          first.start();
          second.start();
          store.runAll();
          notes.get(2).sendBy(intake);
          join(first);
          join(second);
          store.runAll();
          for (Note note : notes) {
            assertEquals(1, note.applied, "applied once");
            assertTrue(note.acknowledged, "an uplink was forgotten");
            assertTrue(!note.early, "acknowledged before its commit");
          }
        });
  }

  /** One uplink that notes what becomes of it. */
  private static final class Note implements Intake.Uplink {
    private final HandStore store;
    private volatile int applied;
    private volatile int appliedInCommit = Integer.MAX_VALUE;
    private volatile boolean acknowledged;
    private volatile boolean early;

    Note(HandStore store) {
      this.store = store;
    }

    void sendBy(Intake intake) {
      var unused =
          intake
              .take(this, 10)
              .thenRun(() -> {
                early = store.commits <= appliedInCommit;
                acknowledged = true;
              });
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer runs works
    public Count apply(Tx tx) {
      applied++;
      appliedInCommit = store.commits;
      return Count.HELLOS;
    }

    @Override
    public Count keep(Tx tx, RuntimeException failure) {
      throw failure;
    }
  }

  /** A writer whose turn a test decides. */
  private static final class HandStore implements Store<Tx> {
    private record Work(Function<Tx, ?> work, CompletableFuture<Object> stage) {}

    @SuppressWarnings("NullAway") // no work of this test looks at it
    private static final Tx NO_TX = null;

    private final List<Work> queue = new ArrayList<>();
    private volatile int commits;

    @Override
    @SuppressWarnings("unchecked")
    public <R> CompletionStage<R> write(Function<Tx, R> work) {
      CompletableFuture<Object> stage = new CompletableFuture<>();
      synchronized (queue) {
        queue.add(new Work(work, stage));
      }
      return (CompletionStage<R>) stage;
    }

    @Override
    public <R> CompletionStage<R> read(Function<Tx, R> work) {
      throw new AssertionError("nothing is read here");
    }

    void runAll() {
      for (Work next = next(); next != null; next = next()) {
        Object result = next.work().apply(NO_TX);
        commit();
        next.stage().complete(result);
      }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void commit() {
      commits++;
    }

    private @Nullable Work next() {
      synchronized (queue) {
        return queue.isEmpty() ? null : queue.removeFirst();
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
