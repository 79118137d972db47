package cubby.world.threads;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stories are made of. A plain class: the explorer sees into neither records nor lambdas, and
 * takes what it cannot see for one thread's own.
 */
final class Stage {
  /** What one thread of a story does. */
  interface Part {
    void run() throws InterruptedException;
  }

  /** Never read. */
  @SuppressWarnings("unused")
  private static volatile @Nullable Object shared;

  private Stage() {}

  /** Tells the explorer that several threads will use this and all it holds. */
  static <T> T shared(T object) {
    shared = object;
    return object;
  }

  /** To be called by the story's first thread only: others note what they see. */
  static void check(boolean holds, String words) {
    if (!holds) {
      throw new AssertionError(words);
    }
  }

  /**
   * Whether what came out is what was taken in, each once, and in order for each who offered.
   *
   * @param ins for each who offered, in order; no number twice
   */
  static void checkOnce(List<Integer> out, List<List<Integer>> ins, String words) {
    int count = 0;
    for (List<Integer> in : ins) {
      List<Integer> here = new ArrayList<>();
      for (Integer item : out) {
        if (in.contains(item)) {
          here.add(item);
        }
      }
      check(here.equals(in), words);
      count += in.size();
    }
    check(out.size() == count, words);
  }

  /** Each part on a thread of its own; ends with the last of them. */
  static void together(Part... parts) {
    // Plain loops, not streams: the explorer follows only the classes that it rewrote.
    Thread[] threads = new Thread[parts.length];
    for (int i = 0; i < threads.length; i++) {
      Part part = parts[i];
      threads[i] = new Thread(() -> run(part));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static void run(Part part) {
    try {
      part.run();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
