package cubby.agent.app.port;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cabinet's durable log and state. It stores bytes and understands none of them. Used by one
 * thread at a time.
 */
@SuppressWarnings("ArrayRecordComponent") // rows pass through and are never compared
public interface Journal extends AutoCloseable {

  /**
   * Everything that was committed.
   *
   * @throws JournalException where the file cannot be read or is not whole
   */
  Contents load() throws JournalException;

  /**
   * Makes the whole batch durable, or nothing of it. Returns only once it would survive a power
   * cut.
   *
   * @throws JournalException where it is not durable; no effect that depends on it may happen
   */
  void commit(Batch batch) throws JournalException;

  /** Frees the file; everything committed stays. */
  @Override
  void close();

  /**
   * @param sequence the event's number, 1 or more
   * @param bytes one encoded event
   */
  record StoredEvent(long sequence, byte[] bytes) {}

  /**
   * @param id the action's id
   * @param bytes the encoded first result
   */
  record StoredResult(String id, byte[] bytes) {}

  /**
   * One transaction.
   *
   * @param epoch the new epoch, or 0 where it stays
   * @param events to append, ascending
   * @param committedThrough stored events up to this number are deleted; 0 = none
   * @param compartments rows that changed, by number
   * @param results of actions, to insert or replace
   * @param forgottenResults ids of results to delete
   * @param desired the new desired state, or null where it stays
   * @param counters the new counters, or null where they stay
   */
  record Batch(
      long epoch,
      List<StoredEvent> events,
      long committedThrough,
      Map<Integer, byte[]> compartments,
      List<StoredResult> results,
      List<String> forgottenResults,
      byte @Nullable [] desired,
      byte @Nullable [] counters) {}

  /**
   * @param epoch the last epoch; 0 for a new journal
   * @param events not yet deleted, ascending
   * @param results of actions, oldest first
   * @param lost whether this journal is new because the last one was damaged; until the first
   *     commit
   */
  record Contents(
      long epoch,
      List<StoredEvent> events,
      Map<Integer, byte[]> compartments,
      List<StoredResult> results,
      byte @Nullable [] desired,
      byte @Nullable [] counters,
      boolean lost) {

    /** What a sound journal holds. */
    public Contents(
        long epoch,
        List<StoredEvent> events,
        Map<Integer, byte[]> compartments,
        List<StoredResult> results,
        byte @Nullable [] desired,
        byte @Nullable [] counters) {
      this(epoch, events, compartments, results, desired, counters, false);
    }
  }
}
