package cubby.gateway.adapter.store;

import cubby.gateway.app.port.StoreException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a group of works as one transaction. Optimistic: all are run without savepoints; where
 * one throws, the transaction is rolled back and all are run again, each behind a savepoint. Only
 * the writer's thread uses it.
 */
final class GroupCommit {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /** What is to be done on the after-commit thread, in order. */
  record Committed(List<Runnable> tasks, List<Write<?>> writes) {}

  private final Session session;

  GroupCommit(Session session) {
    this.session = session;
  }

  Committed commit(List<Write<?>> group) {
    try {
      if (!together(group)) {
        oneByOne(group);
      }
      return new Committed(session.takeTasks(), List.copyOf(group));
    } catch (StoreException e) {
      // Nothing of the group is durable; every caller must know.
      log.error("a group of {} writes was not committed", group.size(), e);
      session.rollback();
      for (Write<?> write : group) {
        write.failed(e);
      }
      return new Committed(List.of(), List.copyOf(group));
    }
  }

  private boolean together(List<Write<?>> group) {
    session.begin();
    try {
      for (Write<?> write : group) {
        write.run(session);
      }
      session.commit();
      return true;
    } catch (StoreException e) {
      throw e;
    } catch (Throwable e) {
      // Told to its caller by the second run, where it fails alone.
      log.debug("a work of {} threw: the group is run again one by one", group.size(), e);
      session.rollback();
      return false;
    }
  }

  private void oneByOne(List<Write<?>> group) {
    session.begin();
    for (Write<?> write : group) {
      try {
        session.nested(() -> {
          write.run(session);
          return true;
        });
      } catch (StoreException e) {
        throw e;
      } catch (Throwable e) {
        write.failed(e);
      }
    }
    session.commit();
  }
}
