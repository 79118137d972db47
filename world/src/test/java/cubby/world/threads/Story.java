package cubby.world.threads;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a few threads do with one hand-over.
 *
 * @param of the class it is about
 * @param says what holds, or which bug is planted
 * @param orders of the threads' steps to be tried at most; a small story has fewer
 * @param refutation what the explorer must say against it; null where it must hold
 * @param deed one run, from new objects on; throws an {@link AssertionError} where it went wrong
 */
record Story(String of, String says, int orders, @Nullable String refutation, Runnable deed) {
  /** A planted bug must be found within half of these. */
  static final int ORDERS = 500;

  /** That a copy is right but for its bug is shown with fewer. */
  private static final int ORDERS_OF_COPIES = 150;

  /** The explorer's word for threads that wait for ever. */
  static final String HANGS = "hung";

  static Story holds(String of, String says, Runnable deed) {
    return new Story(of, says, ORDERS, null, deed);
  }

  /** A copy in which no bug is planted: what is found in the others is the bug. */
  static Story copy(String of, String story, Runnable deed) {
    String says = "the copy without a bug, " + story;
    return new Story(of, says, ORDERS_OF_COPIES, null, deed);
  }

  static Story planted(String of, String bug, String refutation, Runnable deed) {
    return new Story(of, bug, ORDERS, refutation, deed);
  }

  static List<Story> all() {
    List<Story> all = new ArrayList<>();
    all.addAll(InboxStories.all());
    all.addAll(EventRingStories.all());
    all.addAll(GroupQueueStories.all());
    all.addAll(GatheringStories.all());
    return all;
  }
}
