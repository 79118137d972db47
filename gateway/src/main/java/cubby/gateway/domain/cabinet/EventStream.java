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
   * What a hello tells of a cabinet's journal.
   *
   * @param newEpoch whether it is the first hello of this start of the agent
   * @param last number of the newest event
   * @param firstOfEpoch number of the first event of this start; 0 where an older agent says
   *     nothing
   * @param confirmed events up to here are deleted; the stream goes on behind it
   */
  public record Journal(boolean newEpoch, long last, long firstOfEpoch, long confirmed) {
    /** Where a stream of it begins for us. */
    private long begin() {
      return firstOfEpoch == 0 ? UNSYNCED : confirmed;
    }
  }

  /**
   * The stream after a hello. Numbers that we applied and that this start of the agent gave to its
   * own events, which we never saw, mean other events now: the cabinet lost its journal, or runs on
   * an older copy of it. A cabinet that deleted what we do not have was told so by a gateway whose
   * data is lost. In both cases a new generation begins.
   */
  public EventStream greeted(Journal journal) {
    boolean older =
        journal.last() < through
            || (journal.newEpoch()
                && journal.firstOfEpoch() > 0
                && through >= journal.firstOfEpoch());
    if (older || isBehind(journal)) {
      return new EventStream(generation + 1, journal.begin());
    }
    return synced() ? this : new EventStream(generation, journal.begin());
  }

  /** Whether the cabinet deleted events that we do not have. */
  public boolean isBehind(Journal journal) {
    return synced() && journal.confirmed() > through;
  }

  public boolean synced() {
    return through != UNSYNCED;
  }
}
