package cubby.world.threads;

import java.util.List;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jspecify.annotations.Nullable;

/**
 * Runs every story in many orders of its threads' steps, chosen by Lincheck's model checker: the
 * same ones every time. A program of its own, for Lincheck rewrites the classes of its JVM.
 */
public final class Explorer {
  /** Before each line that is meant for the parent. */
  static final String MARK = "@ ";

  private static final String COUNT = "cubby.orders";

  private Explorer() {}

  /**
   * Prints a line a story: its number, the orders lived through, whether it went as it should.
   *
   * @param args maybe the one class to be explored
   */
  public static void main(String[] args) {
    List<Story> stories = Story.all();
    for (int number = 0; number < stories.size(); number++) {
      Story story = stories.get(number);
      if (args.length > 0 && !args[0].equals(story.of())) {
        continue;
      }
      System.setProperty(COUNT, "0");
      String refutation = refutation(story);
      boolean right = isRight(story, refutation);
      System.out.println(
          MARK + number + " " + System.getProperty(COUNT) + " " + (right ? "right" : "wrong"));
      System.out.println("  " + story.of() + ": " + story.says());
      if (!right) {
        System.out.println(refutation == null ? "  the planted bug was not found" : refutation);
      }
    }
    // Threads of a story that hung would keep the JVM alive.
    System.exit(0);
  }

  private static @Nullable String refutation(Story story) {
    Runnable deed = story.deed();
    try {
      Lincheck.runConcurrentTest(
          story.orders(),
          () -> {
            count();
            deed.run();
          });
      return null;
    } catch (LincheckAssertionError e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** In a system property: Lincheck sets back what else this program has, before each order. */
  private static void count() {
    System.setProperty(COUNT, String.valueOf(Integer.getInteger(COUNT, 0) + 1));
  }

  private static boolean isRight(Story story, @Nullable String refutation) {
    String expected = story.refutation();
    if (expected == null || refutation == null) {
      return expected == null && refutation == null;
    }
    return refutation.contains(expected);
  }
}
