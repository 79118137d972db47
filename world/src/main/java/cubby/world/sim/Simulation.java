package cubby.world.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Worlds from seed to seed on some threads, each world on one. What comes out does not depend on
 * how many threads there are: results are taken in the order of their seeds.
 */
final class Simulation {
  /** Worlds that may be finished before an earlier one is: a bound for what waits in memory. */
  private static final int AHEAD = 256;

  private final LongFunction<World.Result> worlds;
  private final long count;
  // All guarded by this.
  private final Map<Long, World.Result> done = new HashMap<>();
  private long nextToStart;
  private long nextToTake;
  private boolean stopped;
  private @Nullable Throwable failure;

  /**
   * @param worlds from a seed's place in the row, 0 first, to how that world ended
   * @param count of worlds
   */
  Simulation(long count, LongFunction<World.Result> worlds) {
    this.count = count;
    this.worlds = worlds;
  }

  /** Takes results in the order of their seeds. */
  interface Taker {
    /** False where this was enough. */
    boolean take(World.Result result);
  }

  /**
   * Lets all worlds live, or as many as the taker wants.
   *
   * @param workers threads, 1 or more
   */
  void run(int workers, Taker taker) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      threads.add(Thread.ofPlatform().name("worlds-" + i).daemon().start(this::work));
    }
    try {
      takeAll(taker);
    } finally {
      stop();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private void takeAll(Taker taker) throws InterruptedException {
    for (long index = 0; index < count; index++) {
      if (!taker.take(await(index))) {
        return;
      }
    }
  }

  private synchronized World.Result await(long index) throws InterruptedException {
    World.Result result = done.remove(index);
    while (result == null) {
      if (failure != null) {
        throw new IllegalStateException("a world ended in the middle", failure);
      }
      wait();
      result = done.remove(index);
    }
    nextToTake = index + 1;
    notifyAll();
    return result;
  }

  private void work() {
    try {
      for (long index = next(); index >= 0; index = next()) {
        finished(index, worlds.apply(index));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  /** The next world's place; -1 where there is none left. */
  private synchronized long next() throws InterruptedException {
    while (!stopped && nextToStart >= nextToTake + AHEAD) {
      wait();
    }
    return stopped || nextToStart >= count ? -1 : nextToStart++;
  }

  private synchronized void finished(long index, World.Result result) {
    done.put(index, result);
    notifyAll();
  }

  private synchronized void failed(Throwable cause) {
    failure = cause;
    notifyAll();
  }

  private synchronized void stop() {
    stopped = true;
    notifyAll();
  }
}
