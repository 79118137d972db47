package cubby.gateway.adapter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AfterCommitTest {
  /** One is being worked at; the queue takes so many more. */
  private static final int ROOM = 1 + AfterCommit.MAX_GROUPS_WAITING;

  private static final int GROUPS = ROOM + 10;

  @Test
  void aSlowFollowerHoldsTheWriterUpAndLosesNothing() throws InterruptedException {
    AfterCommit afterCommit = new AfterCommit();
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    List<Integer> done = new CopyOnWriteArrayList<>();
    AtomicInteger delivered = new AtomicInteger();
    Thread writer =
        Thread.ofPlatform()
            .daemon()
            .unstarted(() -> {
              try {
                for (int i = 0; i < GROUPS; i++) {
                  int number = i;
                  afterCommit.deliver(
                      new GroupCommit.Committed(
                          List.of(() -> follow(entered, hold, number, done)), List.of()));
                  delivered.incrementAndGet();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    afterCommit.start();
    writer.start();
    entered.await();
    until(() -> delivered.get() >= ROOM && writer.getState() == Thread.State.WAITING);

    assertEquals(ROOM, delivered.get(), "the writer waits instead of piling up");
    assertEquals(List.of(), done);
    hold.countDown();
    writer.join();
    afterCommit.close();
    assertEquals(IntStream.range(0, GROUPS).boxed().toList(), done);
  }

  private static void follow(
      CountDownLatch entered, CountDownLatch hold, int number, List<Integer> done) {
    entered.countDown();
    try {
      hold.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    done.add(number);
  }

  private static void until(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "the writer never had to wait");
      Thread.onSpinWait();
    }
  }
}
