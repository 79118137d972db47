package cubby.gateway.adapter.store;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what follows a commit, group by group in order, while the writer goes on with the next
 * group. A full queue makes the writer wait.
 */
final class AfterCommit {
  private static final Logger log = LoggerFactory.getLogger(AfterCommit.class);
  static final int MAX_GROUPS_WAITING = 64;
  private static final GroupCommit.Committed LAST = new GroupCommit.Committed(List.of(), List.of());

  private final BlockingQueue<GroupCommit.Committed> groups =
      new ArrayBlockingQueue<>(MAX_GROUPS_WAITING);
  private final Thread thread = Thread.ofPlatform().name("store-after-commit").unstarted(this::run);

  void start() {
    thread.start();
  }

  void deliver(GroupCommit.Committed group) throws InterruptedException {
    groups.put(group);
  }

  /** Ends after everything delivered was done. */
  void close() throws InterruptedException {
    groups.put(LAST);
    thread.join();
  }

  @SuppressWarnings("ReferenceEquality") // LAST is a mark, not a value
  private void run() {
    try {
      for (GroupCommit.Committed group = groups.take(); group != LAST; group = groups.take()) {
        for (Runnable task : group.tasks()) {
          guarded(task);
        }
        for (Write<?> write : group.writes()) {
          guarded(write::complete);
        }
      }
    } catch (InterruptedException e) {
      log.error("the after-commit thread was interrupted: no write completes any more", e);
    }
  }

  /** Runs the task; what it throws ends here. */
  static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("a task after a commit failed; the commit stands", e);
    }
  }
}
