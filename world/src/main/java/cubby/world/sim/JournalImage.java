package cubby.world.sim;

import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;

/** The rows of one cabinet's journal, wherever they lie. */
interface JournalImage {
  /** Makes the whole batch part of it. */
  void write(Journal.Batch batch) throws JournalException;

  Journal.Contents contents() throws JournalException;

  /** The last epoch that was written; 0 for a new one. */
  long epoch();

  /** The same rows once more; this one and the copy go separate ways. */
  JournalImage copy();

  /** What is left once a bit of it flipped. */
  JournalImage damaged();

  /** The process that used it is gone. */
  void crashed();
}
