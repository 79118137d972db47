package cubby.agent.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first result of each of the last {@link #REMEMBERED} actions or a few more; immutable. Kept
 * in small chunks, so that remembering one more copies no more than a chunk; the oldest chunk is
 * forgotten whole.
 */
public final class ActionLedger {

  /** At least this many results are remembered. */
  public static final int REMEMBERED = 4_096;

  private static final int CHUNK = 64;
  private static final int MAX_CHUNKS = REMEMBERED / CHUNK + 1;

  /**
   * One action's first result.
   *
   * @param sequence the action's
   * @param compartment the action's, 0 where it named none of this cabinet's
   * @param eventSequence number of the last event that told the result; 0 = not yet told
   */
  public record Entry(
      String actionId, long sequence, Outcome outcome, int compartment, long eventSequence) {}

  private final List<Map<String, Entry>> chunks;
  private final long forgottenThrough;

  private ActionLedger(List<Map<String, Entry>> chunks, long forgottenThrough) {
    this.chunks = chunks;
    this.forgottenThrough = forgottenThrough;
  }

  /**
   * @param entries oldest first
   * @param forgottenThrough highest sequence of an action that is no longer remembered
   */
  public static ActionLedger of(List<Entry> entries, long forgottenThrough) {
    ActionLedger ledger = new ActionLedger(List.of(), forgottenThrough);
    for (Entry entry : entries) {
      ledger = ledger.with(entry).next();
    }
    return ledger;
  }

  @Nullable Entry find(String actionId) {
    for (int i = chunks.size() - 1; i >= 0; i--) {
      Entry entry = chunks.get(i).get(actionId);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** Actions up to this sequence may have been done and forgotten. */
  public long forgottenThrough() {
    return forgottenThrough;
  }

  /** How many results are remembered. */
  public int size() {
    return chunks.stream().mapToInt(Map::size).sum();
  }

  /** What remembering one more leads to. */
  record Change(ActionLedger next, List<String> forgotten) {}

  /** Remembers a result, or replaces the one of the same id. */
  Change with(Entry entry) {
    List<Map<String, Entry>> all = new ArrayList<>(chunks);
    int at = chunkOf(entry.actionId());
    if (at >= 0) {
      all.set(at, plus(all.get(at), entry));
    } else if (!all.isEmpty() && all.getLast().size() < CHUNK) {
      all.set(all.size() - 1, plus(all.getLast(), entry));
    } else {
      all.add(Map.of(entry.actionId(), entry));
    }
    if (all.size() <= MAX_CHUNKS) {
      return new Change(new ActionLedger(all, forgottenThrough), List.of());
    }
    Map<String, Entry> oldest = all.removeFirst();
    long through = forgottenThrough;
    for (Entry old : oldest.values()) {
      through = Math.max(through, old.sequence());
    }
    return new Change(new ActionLedger(all, through), List.copyOf(oldest.keySet()));
  }

  private int chunkOf(String actionId) {
    for (int i = chunks.size() - 1; i >= 0; i--) {
      if (chunks.get(i).containsKey(actionId)) {
        return i;
      }
    }
    return -1;
  }

  private static Map<String, Entry> plus(Map<String, Entry> chunk, Entry entry) {
    Map<String, Entry> copy = new HashMap<>(chunk);
    copy.put(entry.actionId(), entry);
    return copy;
  }
}
