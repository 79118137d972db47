package cubby.agent.adapter.metrics;

import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import io.micrometer.core.instrument.Timer;

/** A journal whose commits are timed. */
public final class TimedJournal implements Journal {
  private final Journal journal;
  private final Timer commits;

  /**
   * @param journal owned from now on
   */
  public TimedJournal(Journal journal, AgentMetrics metrics) {
    this.journal = journal;
    this.commits = metrics.commits();
  }

  @Override
  public Contents load() throws JournalException {
    return journal.load();
  }

  @Override
  public void commit(Batch batch) throws JournalException {
    Timer.Sample sample = Timer.start();
    try {
      journal.commit(batch);
    } finally {
      sample.stop(commits);
    }
  }

  @Override
  public void close() {
    journal.close();
  }
}
