package cubby.agent.app;

import cubby.agent.app.port.EpochSteps;
import cubby.agent.app.port.Journal;
import cubby.agent.app.port.Journal.Batch;
import cubby.agent.app.port.JournalException;
import cubby.agent.app.port.WallClock;
import cubby.agent.domain.CabinetMachine;
import cubby.agent.domain.CabinetState;
import cubby.agent.domain.CodeCheck;
import cubby.agent.domain.Effect;
import cubby.agent.domain.Input;
import cubby.agent.domain.Moment;
import cubby.agent.domain.Plan;
import cubby.agent.domain.Step;
import cubby.hardware.CabinetHardware;
import cubby.hardware.CabinetProfile;
import cubby.hardware.Timeline;
import cubby.wire.v1.EpochStart;
import cubby.wire.v1.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cabinet without threads: takes inputs, decides, makes the decisions durable in one
 * transaction, then carries them out. {@link #run} and {@link #boot} belong to one thread; what it
 * shows ({@link #snapshot}, {@link #eventsAfter}, {@link #counters}) may be read from any. The same
 * inputs at the same moments give the same history.
 */
public final class CabinetCore {

  /** Told to the gateway with each start. */
  public static final String AGENT_VERSION = "0.1.0";

  private static final Logger log = LoggerFactory.getLogger(CabinetCore.class);

  /** Deleting what the gateway has may wait for another transaction this long. */
  private static final long DELETE_WITHIN_MILLIS = 1_000;

  /** A journal that failed is tried again after this long. */
  private static final long JOURNAL_RETRY_MILLIS = 1_000;

  private final CabinetMachine machine;
  private final CabinetHardware hardware;
  private final Journal journal;
  private final Timeline timeline;
  private final WallClock wallClock;
  private final EpochSteps epochSteps;
  private final Tally tally = new Tally();
  private final Interpreter interpreter;
  private final Polls polls;
  private final EventLog events = new EventLog();

  /** Never ahead of the journal, but for readings and for what the gateway has. */
  private CabinetState state;

  private long deletedThrough;
  private long firstEventOfEpoch;
  private List<EpochStart> earlierEpochs = List.of();
  private long deleteAtUptimeMillis = Long.MAX_VALUE;
  private boolean journalFailed;
  private boolean failureUntold;
  private long journalRetryUptimeMillis;
  private volatile Cabinet.@Nullable Snapshot shown;
  private volatile Runnable changed = () -> {};

  public CabinetCore(
      byte[] cabinetKey,
      CabinetHardware hardware,
      Journal journal,
      Timeline timeline,
      WallClock wallClock,
      EpochSteps epochSteps) {
    this.machine = new CabinetMachine(new CodeCheck(cabinetKey));
    this.hardware = hardware;
    this.journal = journal;
    this.timeline = timeline;
    this.wallClock = wallClock;
    this.epochSteps = epochSteps;
    this.interpreter = new Interpreter(hardware, timeline, tally);
    this.polls = new Polls(hardware, timeline.uptimeMillis());
    this.state = CabinetState.fresh(List.of(), 0);
  }

  /**
   * Begins a new epoch on what the journal holds, then looks at every door.
   *
   * @throws JournalException where the journal cannot be read or the epoch not be written
   */
  public void boot() throws JournalException {
    Journal.Contents contents = journal.load();
    long uptime = timeline.uptimeMillis();
    state = StoredForm.state(contents, plans(hardware.profile()), uptime);
    deletedThrough = state.committedThrough();
    events.append(contents.events());
    firstEventOfEpoch = state.lastSequence() + 1;
    earlierEpochs = EventLog.starts(contents.events());
    if (contents.lost()) {
      log.error("the journal was damaged and set aside; every compartment is in doubt");
    }
    decide(List.of(Arrival.of(new Input.Boot(epochSteps.next(), contents.lost()))));
    if (journalFailed) {
      throw new JournalException("the new epoch could not be written", false);
    }
    decide(arrivals(polls.allDoors()));
    log.info("epoch {} began with {} compartments", state.epoch(), state.compartments().size());
  }

  private static List<Plan> plans(CabinetProfile profile) {
    return profile.compartments().stream()
        .map(c ->
            new Plan(
                c.number(), c.kind() == CabinetProfile.Kind.MEAL, c.heated(), c.occupancySensor()))
        .toList();
  }

  /**
   * Decides about these inputs and about whatever is due now.
   *
   * @throws JournalException where memory and journal differ: only a new core on the journal helps
   */
  public void run(List<Arrival> arrivals) throws JournalException {
    List<Arrival> batch = new ArrayList<>(arrivals);
    long uptime = timeline.uptimeMillis();
    boolean mayRetry = !failureUntold || uptime >= journalRetryUptimeMillis;
    boolean telling = failureUntold && mayRetry;
    if (telling) {
      batch.add(Arrival.of(new Input.JournalFailed()));
    }
    if (mayRetry && machine.nextDeadlineUptimeMillis(state) <= uptime) {
      batch.add(Arrival.of(new Input.Tick()));
    }
    if (!batch.isEmpty() || uptime >= deleteAtUptimeMillis) {
      decide(batch);
      failureUntold = journalFailed || (failureUntold && !telling);
    }
    List<Input> read = polls.due(timeline.uptimeMillis());
    if (!read.isEmpty()) {
      decide(arrivals(read));
    }
    report();
  }

  /** When {@link #run} is to be called again even without an input, on the timeline's uptime. */
  public long nextDeadlineUptimeMillis() {
    long own = Math.min(machine.nextDeadlineUptimeMillis(state), deleteAtUptimeMillis);
    if (failureUntold) {
      own = journalRetryUptimeMillis;
    }
    return Math.min(own, Math.min(polls.nextUptimeMillis(), interpreter.nextUptimeMillis()));
  }

  private static List<Arrival> arrivals(List<Input> inputs) {
    List<Arrival> arrivals = new ArrayList<>(inputs.size());
    for (Input input : inputs) {
      arrivals.add(Arrival.of(input));
    }
    return arrivals;
  }

  /** Energises what is due and decides about how it went, until nothing more follows. */
  private void report() throws JournalException {
    List<Input> reports = interpreter.reports(state);
    while (!reports.isEmpty()) {
      decideOnce(arrivals(reports));
      reports = interpreter.reports(state);
    }
  }

  private void decide(List<Arrival> arrivals) throws JournalException {
    decideOnce(arrivals);
    report();
  }

  private void decideOnce(List<Arrival> arrivals) throws JournalException {
    Moment now = new Moment(timeline.uptimeMillis(), wallClock.utcMillisOrZero());
    CabinetState next = state;
    List<Interpreter.Due> due = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      Step<CabinetState> step = machine.step(next, arrival.input(), now);
      next = step.next();
      for (Effect effect : step.effects()) {
        due.add(new Interpreter.Due(effect, arrival.answer()));
      }
    }
    boolean deleteNow = now.uptimeMillis() >= deleteAtUptimeMillis;
    if (due.isEmpty() && !deleteNow && next.onlyReadLaterThan(state)) {
      state = next;
      return;
    }
    Draft draft = new Draft(AGENT_VERSION);
    due.forEach(one -> draft.add(one.effect()));
    Batch batch = draft.batch(state, next, deletedThrough, deleteNow);
    if (batch != null && !committed(batch)) {
      arrivals.forEach(Arrival::unavailable);
      return;
    }
    CabinetState before = state;
    enter(next, draft, now.uptimeMillis());
    interpreter.energise(due, next);
    show(before, now.uptimeMillis());
    interpreter.carryOut(due);
  }

  private boolean committed(Batch batch) throws JournalException {
    try {
      journal.commit(batch);
      tally.commits.increment();
      journalFailed = false;
      deletedThrough = Math.max(deletedThrough, batch.committedThrough());
      return true;
    } catch (JournalException e) {
      tally.commitFailures.increment();
      if (e.diverged()) {
        throw e;
      }
      log.error("the journal failed; nothing of {} events was done", batch.events().size(), e);
      journalFailed = true;
      failureUntold = true;
      if (journalRetryUptimeMillis <= timeline.uptimeMillis()) {
        journalRetryUptimeMillis = timeline.uptimeMillis() + JOURNAL_RETRY_MILLIS;
      }
      return false;
    }
  }

  private void enter(CabinetState next, Draft draft, long uptimeMillis) {
    state = next;
    events.dropThrough(next.committedThrough());
    events.append(draft.events());
    if (next.committedThrough() <= deletedThrough) {
      deleteAtUptimeMillis = Long.MAX_VALUE;
    } else if (deleteAtUptimeMillis == Long.MAX_VALUE) {
      deleteAtUptimeMillis = uptimeMillis + DELETE_WITHIN_MILLIS;
    }
  }

  private void show(CabinetState before, long uptimeMillis) {
    Cabinet.Snapshot last = shown;
    Cabinet.Snapshot next = Snapshots.of(state, uptimeMillis, before, last);
    if (!next.equals(last)) {
      shown = next;
      try {
        changed.run();
      } catch (RuntimeException e) {
        // Whoever watches may fail; the cabinet goes on.
        log.error("a listener failed", e);
      }
    }
  }

  /** The newest durable state, as of now. */
  public Cabinet.Snapshot snapshot() {
    Cabinet.Snapshot snapshot = shown;
    if (snapshot == null) {
      throw new IllegalStateException("not booted");
    }
    return Snapshots.at(snapshot, timeline.uptimeMillis());
  }

  /** Number of this epoch's first event. */
  public long firstEventOfEpoch() {
    return firstEventOfEpoch;
  }

  /** See {@link Cabinet#earlierEpochs}. */
  public List<EpochStart> earlierEpochs() {
    return earlierEpochs;
  }

  /** See {@link Cabinet#eventsAfter}. */
  public List<Event> eventsAfter(long sequence, int limit) {
    return events.after(sequence, limit);
  }

  /** Calls this after each change of the snapshot, on the core's thread. */
  public synchronized void listen(Runnable listener) {
    Runnable others = changed;
    changed =
        () -> {
          others.run();
          listener.run();
        };
  }

  /** Counts since this core was made. */
  public CabinetCounters counters() {
    return tally.read();
  }

  Tally tally() {
    return tally;
  }
}
