package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.usecase.LiveFeed.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/** Who watches and who is connected, told by several threads at once, in every order. */
class LiveInterleavingsTest {
  private static final int ORDERS = 300;

  @Test
  void whoeverWatchesIsToldAndWhoeverLeftIsNotMissedByTheOthers() {
    Lincheck.runConcurrentTest(
        ORDERS,
        () -> {
          LiveHub hub = new LiveHub();
          AtomicInteger told = new AtomicInteger();
          Optional<Subscription> leaving = hub.watchDeposit("d", () -> {});
          Thread comes = new Thread(() -> hub.watchDeposit("d", told::incrementAndGet));
          Thread goes = new Thread(() -> leaving.ifPresent(Subscription::close));
          comes.start();
          goes.start();
          join(comes);
          join(goes);
          hub.signal("d");
          assertEquals(1, told.get(), "who came while another left is told");
        });
  }

  @Test
  void aGreetingOfAnOldConnectionNeverMakesANewOnePresent() {
    Presence.Greeting greeting = new Presence.Greeting(3, 100, Instant.EPOCH, 0);
    Lincheck.runConcurrentTest(
        ORDERS,
        () -> {
          Presence presence = new Presence();
          presence.connected("c");
          Object old = presence.connection("c");
          Thread writer = new Thread(() -> presence.greeted(old, greeting));
          Thread loop =
              new Thread(() -> {
                presence.disconnected("c");
                presence.connected("c");
              });
          writer.start();
          loop.start();
          join(writer);
          join(loop);
          assertTrue(!presence.isPresent("c"), "the new connection said no hello");
        });
  }

  @Test
  void whatWasHeardOverAConnectionOnlyGrows() {
    Lincheck.runConcurrentTest(
        ORDERS,
        () -> {
          Presence presence = new Presence();
          presence.connected("c");
          List<Thread> threads =
              List.of(
                  new Thread(() -> presence.heard("c", 5)),
                  new Thread(() -> presence.heard("c", 9)));
          threads.forEach(Thread::start);
          threads.forEach(LiveInterleavingsTest::join);
          assertEquals(9, presence.heardThrough(presence.connection("c")));
        });
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
