package cubby.gateway.adapter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Cabinets;
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
      CompletionStage<Long> first = store.write(tx -> held(hold, tx));
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
  void tasksRunOncePerKeyAndGroupAfterTheCommitAndNeverForAFailedWork() {
    try (SqliteStore store = open()) {
      now(store.write(SqliteStoreTest::enrol));
      AtomicInteger told = new AtomicInteger();
      CountDownLatch hold = new CountDownLatch(1);
      CompletionStage<Long> first = store.write(tx -> held(hold, tx));
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
      CompletionStage<Long> first = store.write(tx -> held(hold, tx));
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

  /** Keeps the writer busy until the works behind it form a group. */
  private static long held(CountDownLatch hold, Tx tx) {
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
