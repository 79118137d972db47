package cubby.gateway.adapter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Cabinets;
import cubby.gateway.app.port.OverloadedException;
import cubby.gateway.app.port.Tx;
import cubby.gateway.domain.cabinet.EventStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir Path folder;

  @Test
  void whatWasCommittedIsThereAfterReopening() {
    try (SqliteStore store = open()) {
      now(store.write(SqliteStoreTest::enrol));
      now(store.write(tx -> advance(tx, 7)));
    }
    try (SqliteStore store = open()) {
      assertEquals(7, now(store.read(SqliteStoreTest::through)));
    }
  }

  @Test
  void aFailingWorkLeavesNothingAndTheOthersOfItsGroupCommit() {
    try (SqliteStore store = open()) {
      now(store.write(SqliteStoreTest::enrol));
      CountDownLatch hold = new CountDownLatch(1);
      CompletionStage<Long> first = busy(store, hold);
      CompletionStage<Long> good = store.write(tx -> advance(tx, 3));
      CompletionStage<Long> bad =
          store.write(tx -> {
            advance(tx, 99);
            throw new IllegalArgumentException("this work is wrong");
          });
      CompletionStage<Long> alsoGood = store.write(tx -> advance(tx, through(tx) + 1));
      hold.countDown();

      now(first);
      now(good);
      assertEquals(4, now(alsoGood));
      CompletionException failure = assertThrows(CompletionException.class, () -> now(bad));
      assertInstanceOf(IllegalArgumentException.class, failure.getCause());
      assertEquals(4, now(store.read(SqliteStoreTest::through)));
    }
  }

  @Test
  void tasksRunOncePerKeyAndGroupAfterTheCommitAndNeverForAFailedWork()
      throws InterruptedException {
    try (SqliteStore store = open()) {
      now(store.write(SqliteStoreTest::enrol));
      AtomicInteger told = new AtomicInteger();
      CountDownLatch hold = new CountDownLatch(1);
      CompletionStage<Long> first = busy(store, hold);
      List<CompletionStage<Long>> group = new ArrayList<>();
      for (int i = 1; i <= 100; i++) {
        long through = i;
        group.add(
            store.write(tx -> {
              tx.afterCommit("committed", told::incrementAndGet);
              return advance(tx, through);
            }));
      }
      CompletionStage<Long> bad =
          store.write(tx -> {
            tx.afterCommit("never", () -> told.addAndGet(1_000));
            throw new IllegalArgumentException("this work is wrong");
          });
      hold.countDown();
      now(first);
      group.forEach(SqliteStoreTest::now);
      assertThrows(CompletionException.class, () -> now(bad));

      assertEquals(1, told.get());
    }
  }

  @Test
  void aViolatedConstraintFailsOnlyItsOwnWork() {
    try (SqliteStore store = open()) {
      now(store.write(SqliteStoreTest::enrol));
      CountDownLatch hold = new CountDownLatch(1);
      CompletionStage<Long> first = busy(store, hold);
      CompletionStage<Long> good = store.write(tx -> advance(tx, 5));
      CompletionStage<Long> impossible = store.write(tx -> advance(tx, -5));
      hold.countDown();

      now(first);
      assertEquals(5, now(good));
      assertThrows(CompletionException.class, () -> now(impossible));
      assertEquals(5, now(store.read(SqliteStoreTest::through)));
    }
  }

  @Test
  void aNestedPartThatThrowsTakesBackItsOwnChangesAndTasksOnly() {
    try (SqliteStore store = open()) {
      now(store.write(SqliteStoreTest::enrol));
      AtomicInteger told = new AtomicInteger();
      long seen =
          now(
              store.write(tx -> {
                advance(tx, 5);
                tx.afterCommit("before", told::incrementAndGet);
                assertThrows(
                    IllegalArgumentException.class, () -> tx.nested(() -> wrong(tx, told)));
                return through(tx);
              }));

      assertEquals(5, seen);
      assertEquals(1, told.get());
      assertEquals(5, now(store.read(SqliteStoreTest::through)));
      long next = now(store.write(tx -> tx.nested(() -> advance(tx, through(tx) + 1))));
      assertEquals(6, next);
      assertEquals(6, now(store.read(SqliteStoreTest::through)));
    }
  }

  @Test
  void aNestedPartThatTheSchemaForbidsFailsAtOnceAndAlone() {
    try (SqliteStore store = open()) {
      now(store.write(SqliteStoreTest::enrol));
      now(
          store.write(tx -> {
            advance(tx, 5);
            return assertThrows(
                IllegalStateException.class, () -> tx.nested(() -> advance(tx, -5)));
          }));

      assertEquals(5, now(store.read(SqliteStoreTest::through)));
    }
  }

  @Test
  void readersCannotWrite() {
    try (SqliteStore store = open()) {
      CompletionException failure =
          assertThrows(CompletionException.class, () -> now(store.read(SqliteStoreTest::enrol)));
      assertTrue(failure.toString().contains("readonly"), failure.toString());
    }
  }

  @Test
  void aFullQueueRefusesAtOnceAndWhatItAcceptedIsCommitted() {
    long accepted = SqliteStore.MAX_WAITING_WRITES;
    try (SqliteStore store = open()) {
      now(store.write(SqliteStoreTest::enrol));
      now(store.write(tx -> advance(tx, 0)));
      CountDownLatch hold = new CountDownLatch(1);
      CompletionStage<Long> first = busy(store, hold);
      List<CompletionStage<Long>> waiting = new ArrayList<>();
      for (int i = 0; i < accepted; i++) {
        waiting.add(store.write(tx -> advance(tx, through(tx) + 1)));
      }
      for (int i = 0; i < 3; i++) {
        refused(store.write(tx -> advance(tx, through(tx) + 1)));
      }
      assertEquals(accepted, store.waitingWrites());
      hold.countDown();
      now(first);
      waiting.forEach(SqliteStoreTest::now);
      long last = now(store.write(tx -> advance(tx, through(tx) + 1)));
      assertEquals(accepted + 1, last);
    }
    try (SqliteStore store = open()) {
      assertEquals(accepted + 1, now(store.read(SqliteStoreTest::through)));
    }
  }

  @Test
  void tooManyReadsAreRefusedAtOnceAndTheOthersAnswered() {
    try (SqliteStore store = open()) {
      now(store.write(SqliteStoreTest::enrol));
      CountDownLatch hold = new CountDownLatch(1);
      List<CompletionStage<Long>> accepted = new ArrayList<>();
      for (int i = 0; i < Readers.THREADS + Readers.MAX_WAITING; i++) {
        accepted.add(store.read(tx -> held(new CountDownLatch(1), hold, tx)));
      }
      refused(store.read(SqliteStoreTest::through));
      hold.countDown();
      accepted.forEach(SqliteStoreTest::now);
      now(store.read(SqliteStoreTest::through));
    }
  }

  /** At once, not after some time. */
  private static void refused(CompletionStage<?> stage) {
    assertTrue(stage.toCompletableFuture().isCompletedExceptionally());
    CompletionException failure = assertThrows(CompletionException.class, () -> now(stage));
    assertInstanceOf(OverloadedException.class, failure.getCause());
  }

  private SqliteStore open() {
    return SqliteStore.open(folder.resolve("cubby.db"));
  }

  private static long wrong(Tx tx, AtomicInteger told) {
    advance(tx, 99);
    tx.afterCommit("nested", () -> told.addAndGet(1_000));
    throw new IllegalArgumentException("this part is wrong");
  }

  private static boolean enrol(Tx tx) {
    tx.cabinets().enrol("parcel-1", "hash", "sealed");
    return true;
  }

  private static long through(Tx tx) {
    return tx.cabinets().find("parcel-1").orElseThrow().stream().through();
  }

  private static long advance(Tx tx, long through) {
    Cabinets.CabinetRow row = tx.cabinets().find("parcel-1").orElseThrow();
    tx.cabinets().save(row.at(new EventStream(1, through), NOW));
    return through;
  }

  /** Keeps the writer busy, from before this answers, until the works behind it form a group. */
  private static CompletionStage<Long> busy(SqliteStore store, CountDownLatch hold) {
    CountDownLatch entered = new CountDownLatch(1);
    CompletionStage<Long> stage = store.write(tx -> held(entered, hold, tx));
    try {
      entered.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return stage;
  }

  private static long held(CountDownLatch entered, CountDownLatch hold, Tx tx) {
    entered.countDown();
    try {
      hold.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return through(tx);
  }

  private static <R> R now(CompletionStage<R> stage) {
    return stage.toCompletableFuture().join();
  }
}
