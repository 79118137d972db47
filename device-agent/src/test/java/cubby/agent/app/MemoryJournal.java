package cubby.agent.app;

import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A journal whose disk a test fills, breaks and cuts the power of. */
final class MemoryJournal implements Journal {
  private long epoch;
  private final TreeMap<Long, StoredEvent> events = new TreeMap<>();
  private final Map<Integer, byte[]> compartments = new TreeMap<>();
  private final Map<String, StoredResult> results = new LinkedHashMap<>();
  private byte @Nullable [] desired;
  private byte @Nullable [] counters;
  int commits;
  boolean broken;
  boolean killBeforeCommit;
  boolean killAfterCommit;

  @Override
  public Contents load() {
    return new Contents(
        epoch,
        List.copyOf(events.values()),
        Map.copyOf(compartments),
        new ArrayList<>(results.values()),
        desired,
        counters);
  }

  @Override
  public void commit(Batch batch) throws JournalException {
    if (killBeforeCommit) {
      throw new FakeLocks.Killed();
    }
    if (broken) {
      throw new JournalException("disk full", false);
    }
    commits++;
    epoch = Math.max(epoch, batch.epoch());
    events.headMap(batch.committedThrough(), true).clear();
    batch.events().forEach(event -> events.put(event.sequence(), event));
    compartments.putAll(batch.compartments());
    batch.forgottenResults().forEach(results::remove);
    batch.results().forEach(result -> results.put(result.id(), result));
    desired = batch.desired() == null ? desired : batch.desired();
    counters = batch.counters() == null ? counters : batch.counters();
    if (killAfterCommit) {
      throw new FakeLocks.Killed();
    }
  }

  long stored() {
    return events.size();
  }

  @Override
  public void close() {}
}
