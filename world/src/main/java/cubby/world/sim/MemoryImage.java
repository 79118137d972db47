package cubby.world.sim;

import cubby.agent.app.port.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of a journal in memory. */
final class MemoryImage implements JournalImage {
  private final TreeMap<Long, Journal.StoredEvent> events = new TreeMap<>();
  private final Map<Integer, byte[]> compartments = new TreeMap<>();
  private final Map<String, Journal.StoredResult> results = new LinkedHashMap<>();
  private long epoch;
  private byte @Nullable [] desired;
  private byte @Nullable [] counters;
  private boolean lost;

  @Override
  public MemoryImage copy() {
    MemoryImage copy = new MemoryImage();
    copy.events.putAll(events);
    copy.compartments.putAll(compartments);
    copy.results.putAll(results);
    copy.epoch = epoch;
    copy.desired = desired;
    copy.counters = counters;
    copy.lost = lost;
    return copy;
  }

  @Override
  public MemoryImage damaged() {
    MemoryImage empty = new MemoryImage();
    empty.lost = true;
    return empty;
  }

  @Override
  public void write(Journal.Batch batch) {
    epoch = Math.max(epoch, batch.epoch());
    events.headMap(batch.committedThrough(), true).clear();
    batch.events().forEach(event -> events.put(event.sequence(), event));
    compartments.putAll(batch.compartments());
    batch.forgottenResults().forEach(results::remove);
    batch.results().forEach(result -> results.put(result.id(), result));
    desired = batch.desired() == null ? desired : batch.desired();
    counters = batch.counters() == null ? counters : batch.counters();
    lost = false;
  }

  @Override
  public Journal.Contents contents() {
    return new Journal.Contents(
        epoch,
        List.copyOf(events.values()),
        new TreeMap<>(compartments),
        new ArrayList<>(results.values()),
        desired,
        counters,
        lost);
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public void crashed() {}
}
