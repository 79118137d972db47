package cubby.world.sim;

import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.hardware.sim.VirtualTimeline;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What one cabinet's journal holds; it outlives the agent. Only whole commits are on it. A disk
 * that lies forgets the last of them when its power goes; a damaged one is noticed when it is
 * opened, as the real adapter notices it, and makes place for an empty one that says so.
 */
final class CabinetDisk {
  /** A cheap card's cache is written by then. */
  static final long UNSYNCED_MILLIS = 5_000;

  private static final long STALL_MILLIS = 2_000;
  private static final long FULL_COMMITS_MEAN = 4;
  private static final long READ_ONLY_MEAN_MILLIS = 8_000;

  /** Who wants to know what is on the disk. */
  interface Reader {
    void committed(Journal.Batch batch);

    /** The last of the batches never reached the disk. */
    void takenBack(int batches);

    /** Nothing is left. */
    void lost();
  }

  private record Recent(long atMillis, Journal.Batch batch) {}

  private final String cabinet;
  private final VirtualTimeline timeline;
  private final Weathers weather;
  private final Chance chance;
  private final History history;
  private final Reader reader;
  private final Deque<Recent> unsynced = new ArrayDeque<>();
  private JournalImage image;

  /** What a power cut cannot take back; only kept where the disk lies. */
  private @Nullable JournalImage synced;

  private long failures;
  private long readOnlyUntilMillis;

  CabinetDisk(
      String cabinet,
      VirtualTimeline timeline,
      Weathers weather,
      Chance chance,
      History history,
      JournalImage image,
      Reader reader) {
    this.cabinet = cabinet;
    this.timeline = timeline;
    this.weather = weather;
    this.chance = chance;
    this.history = history;
    this.image = image;
    this.reader = reader;
  }

  /** The journal as one life of the agent has it; the agent may die before and after a commit. */
  Journal journal(Life life) {
    return new Open(life);
  }

  /** The power goes: a disk that lied about the last commits does not have them. */
  void powerCut() {
    sync();
    if (synced == null || unsynced.isEmpty()) {
      return;
    }
    int kept = chance.below(unsynced.size() + 1);
    int lost = unsynced.size() - kept;
    while (kept-- > 0) {
      keep(synced, unsynced.removeFirst().batch());
    }
    unsynced.clear();
    image.crashed();
    image = synced.copy();
    if (lost > 0) {
      history.fault("lost fsync", cabinet, lost + " commits");
      reader.takenBack(lost);
    }
  }

  private void sync() {
    if (!weather.now().extremes().diskLies()) {
      synced = null;
      unsynced.clear();
    } else if (synced == null) {
      synced = image.copy();
    } else {
      long then = timeline.uptimeMillis() - UNSYNCED_MILLIS;
      while (!unsynced.isEmpty() && unsynced.getFirst().atMillis() <= then) {
        keep(synced, unsynced.removeFirst().batch());
      }
    }
  }

  private static void keep(JournalImage synced, Journal.Batch batch) {
    try {
      synced.write(batch);
    } catch (JournalException e) {
      throw new IllegalStateException("a batch was written once and cannot be again", e);
    }
  }

  /** The agent is gone. */
  void crashed() {
    image.crashed();
  }

  private void write(Journal.Batch batch) throws JournalException {
    sync();
    if (synced != null) {
      unsynced.addLast(new Recent(timeline.uptimeMillis(), batch));
    }
    image.write(batch);
    reader.committed(batch);
  }

  private void damage() {
    if (chance.hits(weather.now().extremes().bitFlip()) && image.epoch() > 0) {
      history.fault("bit flip", cabinet, "the journal is set aside");
      image = image.damaged();
      synced = null;
      unsynced.clear();
      reader.lost();
    }
  }

  private final class Open implements Journal {
    private final Life life;

    Open(Life life) {
      this.life = life;
    }

    @Override
    public Contents load() throws JournalException {
      damage();
      return image.contents();
    }

    @Override
    public void commit(Batch batch) throws JournalException {
      refuse();
      if (chance.hits(weather.now().extremes().stall())) {
        history.fault("disk stalls", cabinet, "");
        timeline.stall(STALL_MILLIS);
        if (!life.isAlive()) {
          throw new Life.Killed("during a commit");
        }
      }
      boolean decision = !batch.compartments().isEmpty() || !batch.results().isEmpty();
      double kill = decision ? weather.now().killAtEffect() : 0;
      if (chance.hits(kill)) {
        history.killed("before the journal's commit", cabinet);
        if (chance.hits(weather.now().extremes().tornTail())) {
          // Half of the batch is there without its end: opening the file drops it.
          history.fault("torn tail", cabinet, "");
        }
        throw new Life.Killed("before commit");
      }
      life.point("before the journal's commit");
      write(batch);
      if (chance.hits(kill)) {
        history.killed("after the journal's commit", cabinet);
        throw new Life.Killed("after commit");
      }
      life.point("after the journal's commit");
    }

    private void refuse() throws JournalException {
      if (failures == 0 && chance.hits(weather.now().diskFull())) {
        failures = chance.until(FULL_COMMITS_MEAN);
        history.fault("disk full", cabinet, "for " + failures + " commits");
      }
      if (failures > 0) {
        failures--;
        throw new JournalException("the disk is full", false);
      }
      long now = timeline.uptimeMillis();
      if (now >= readOnlyUntilMillis && chance.hits(weather.now().extremes().readOnly())) {
        readOnlyUntilMillis = now + chance.until(READ_ONLY_MEAN_MILLIS);
        history.fault("disk read-only", cabinet, "until " + readOnlyUntilMillis);
      }
      if (now < readOnlyUntilMillis) {
        throw new JournalException("the disk is read-only", false);
      }
    }

    @Override
    public void close() {}
  }
}
