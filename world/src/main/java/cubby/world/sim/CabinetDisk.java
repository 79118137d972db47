package cubby.world.sim;

import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one cabinet's journal holds; it outlives the agent. Only whole commits are on it. */
class CabinetDisk {
  private final TreeMap<Long, Journal.StoredEvent> events = new TreeMap<>();
  private final Map<Integer, byte[]> compartments = new TreeMap<>();
  private final Map<String, Journal.StoredResult> results = new LinkedHashMap<>();
  private final Consumer<Journal.Batch> committed;
  private long epoch;
  private byte @Nullable [] desired;
  private byte @Nullable [] counters;

  /**
   * @param committed hears each batch once it is on the disk
   */
  CabinetDisk(Consumer<Journal.Batch> committed) {
    this.committed = committed;
  }

  /** The journal as one life of the agent has it; the agent may die before and after a commit. */
  final Journal journal(
      Life life, Weathers weather, Chance chance, History history, String cabinet) {
    return new Open(life, weather, chance, history, cabinet);
  }

  /** The agent is gone; what it did not commit is, too. */
  void crashed() {}

  /** Everything that was committed. */
  Journal.Contents contents() throws JournalException {
    return new Journal.Contents(
        epoch,
        List.copyOf(events.values()),
        new TreeMap<>(compartments),
        new ArrayList<>(results.values()),
        desired,
        counters);
  }

  /** Commits. */
  void write(Journal.Batch batch) throws JournalException {
    epoch = Math.max(epoch, batch.epoch());
    events.headMap(batch.committedThrough(), true).clear();
    batch.events().forEach(event -> events.put(event.sequence(), event));
    compartments.putAll(batch.compartments());
    batch.forgottenResults().forEach(results::remove);
    batch.results().forEach(result -> results.put(result.id(), result));
    desired = batch.desired() == null ? desired : batch.desired();
    counters = batch.counters() == null ? counters : batch.counters();
  }

  private final class Open implements Journal {
    private static final long FULL_MILLIS_MEAN = 4;

    private final Life life;
    private final Weathers weather;
    private final Chance chance;
    private final History history;
    private final String cabinet;
    private long failures;

    Open(Life life, Weathers weather, Chance chance, History history, String cabinet) {
      this.life = life;
      this.weather = weather;
      this.chance = chance;
      this.history = history;
      this.cabinet = cabinet;
    }

    @Override
    public Contents load() throws JournalException {
      return contents();
    }

    @Override
    public void commit(Batch batch) throws JournalException {
      if (failures == 0 && chance.hits(weather.now().diskFull())) {
        failures = chance.until(FULL_MILLIS_MEAN);
        history.fault("disk full", cabinet, "for " + failures + " commits");
      }
      if (failures > 0) {
        failures--;
        throw new JournalException("the disk is full", false);
      }
      boolean decision = !batch.compartments().isEmpty() || !batch.results().isEmpty();
      double kill = decision ? weather.now().killAtEffect() : 0;
      if (chance.hits(kill)) {
        history.killed("before the journal's commit", cabinet);
        throw new Life.Killed("before commit");
      }
      life.point("before the journal's commit");
      write(batch);
      committed.accept(batch);
      if (chance.hits(kill)) {
        history.killed("after the journal's commit", cabinet);
        throw new Life.Killed("after commit");
      }
      life.point("after the journal's commit");
    }

    @Override
    public void close() {}
  }
}
