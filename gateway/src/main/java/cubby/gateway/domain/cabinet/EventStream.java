package cubby.gateway.domain.cabinet;

/**
 * How far the numbered events of a cabinet were applied.
 *
 * @param generation counts the journals that the cabinet had; a replaced controller starts anew
 * @param through highest event applied, or {@link #UNSYNCED}
 */
public record EventStream(int generation, long through) {

  /** The next batch, wherever it begins, is where this generation begins for us. */
  public static final long UNSYNCED = -1;

  /** A cabinet that never spoke. */
  public static final EventStream NEW = new EventStream(1, UNSYNCED);

  /** What to do with a batch. */
  public sealed interface Admission {
    /** Apply all but the first {@code skip} events, which are known already. */
    record Apply(int skip) implements Admission {}

    /** Everything in it was applied before: acknowledge again, change nothing. */
    record Duplicate() implements Admission {}

    /** Events before it are missing: apply nothing, tell the cabinet how far we are. */
    record Gap() implements Admission {}
  }

  /**
   * @param first number of the batch's first event
   * @param count how many follow without gaps, the first included; at least 1
   */
  public Admission admit(long first, int count) {
    if (through == UNSYNCED) {
      return new Admission.Apply(0);
    }
    if (first > through + 1) {
      return new Admission.Gap();
    }
    long known = through + 1 - first;
    return known >= count ? new Admission.Duplicate() : new Admission.Apply((int) known);
  }

  /** The stream after the events up to and including the given one were applied. */
  public EventStream advanced(long last) {
    return new EventStream(generation, last);
  }

  /**
   * The stream after the first hello of a start of the agent. Numbers that we applied and that this
   * start gave to its own events, which we never saw, mean other events now: the cabinet runs on an
   * older copy of its journal, and a new generation begins.
   *
   * @param firstOfEpoch number of the first event of that start; 0 where it said hello before, or
   *     is too old to say it
   */
  public EventStream greeted(long lastEventSequence, long firstEventSequence, long firstOfEpoch) {
    boolean older = firstOfEpoch > 0 && through >= firstOfEpoch;
    return older
        ? new EventStream(generation + 1, Math.max(0, firstEventSequence - 1))
        : greeted(lastEventSequence, firstEventSequence);
  }

  /**
   * The stream after a hello that tells the first event that the cabinet still has. A gateway that
   * is behind it runs on an old copy of its data: nobody has the events in between any more, so it
   * goes on behind them. One that is not synced begins there too.
   *
   * @param firstEventSequence 0 where the cabinet's agent is too old to say it
   */
  public EventStream greeted(long lastEventSequence, long firstEventSequence) {
    EventStream next = greeted(lastEventSequence);
    return next.through < firstEventSequence - 1 ? next.advanced(firstEventSequence - 1) : next;
  }

  /** How many events this stream lost when it became the next one, in the same generation. */
  public long lostUntil(EventStream next) {
    return synced() && next.generation == generation ? Math.max(0, next.through - through) : 0;
  }

  /**
   * The stream after a hello. A cabinet whose newest event is older than what we applied has lost
   * its journal: its numbers mean new events now, so a new generation begins.
   */
  public EventStream greeted(long lastEventSequence) {
    return lastEventSequence < through ? new EventStream(generation + 1, UNSYNCED) : this;
  }

  public boolean synced() {
    return through != UNSYNCED;
  }
}
