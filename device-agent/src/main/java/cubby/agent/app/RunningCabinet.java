package cubby.agent.app;

import cubby.agent.app.port.EpochSteps;
import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.agent.app.port.WallClock;
import cubby.hardware.CabinetHardware;
import cubby.hardware.Timeline;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.EpochStart;
import cubby.wire.v1.Event;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One cabinet at work: a core, its thread, and its queue. Callable from any thread. Listeners, and
 * what depends on an answer without an executor of its own, run on the cabinet's thread and must be
 * quick.
 */
public final class RunningCabinet implements Cabinet, AutoCloseable {
  private final CabinetCore core;
  private final CabinetCalls calls;
  private final InterpreterLoop loop;
  private final Journal journal;

  private RunningCabinet(
      CabinetCore core, CabinetCalls calls, InterpreterLoop loop, Journal journal) {
    this.core = core;
    this.calls = calls;
    this.loop = loop;
    this.journal = journal;
  }

  /**
   * Starts a new epoch from what the journal holds. Returns once it is durable and every door was
   * looked at.
   *
   * @param cabinetId as the gateway knows it
   * @param cabinetKey the key of the code hashes, 32 bytes
   * @param journal owned from now on: closed with the cabinet, or where the start fails
   * @throws JournalException where the journal cannot be read or the new epoch not be written
   */
  public static RunningCabinet start(
      String cabinetId,
      byte[] cabinetKey,
      CabinetHardware hardware,
      Journal journal,
      Timeline timeline,
      WallClock wallClock,
      EpochSteps epochSteps)
      throws JournalException {
    CabinetCore core =
        new CabinetCore(cabinetKey, hardware, journal, timeline, wallClock, epochSteps);
    InterpreterLoop loop = new InterpreterLoop("cabinet-" + cabinetId, core, timeline);
    try {
      core.boot();
    } catch (JournalException | RuntimeException e) {
      journal.close();
      throw e;
    }
    CabinetCalls calls = new CabinetCalls(core, loop::offer);
    hardware.locks().listen(calls::sensed);
    loop.start();
    return new RunningCabinet(core, calls, loop, journal);
  }

  @Override
  public boolean actionArrived(Action action) {
    return calls.actionArrived(action);
  }

  @Override
  public boolean desiredArrived(DesiredState desired) {
    return calls.desiredArrived(desired);
  }

  @Override
  public void committed(long through) {
    calls.committed(through);
  }

  @Override
  public CompletionStage<KeypadAnswer> codeTyped(String code) {
    return calls.codeTyped(code);
  }

  @Override
  public CompletionStage<KeypadAnswer> forgotPressed() {
    return calls.forgotPressed();
  }

  @Override
  public long firstEventOfEpoch() {
    return core.firstEventOfEpoch();
  }

  @Override
  public List<EpochStart> earlierEpochs() {
    return core.earlierEpochs();
  }

  @Override
  public Snapshot snapshot() {
    return calls.snapshot();
  }

  @Override
  public void listen(Runnable changed) {
    calls.listen(changed);
  }

  @Override
  public List<Event> eventsAfter(long sequence, int limit) {
    return calls.eventsAfter(sequence, limit);
  }

  /** Counts since this process started. */
  public CabinetCounters counters() {
    return core.counters();
  }

  /**
   * Completes normally after {@link #close()}, exceptionally where the interpreter cannot go on:
   * then the process must end and be started again.
   */
  public CompletionStage<Void> ended() {
    return loop.ended();
  }

  /** Ends the interpreter and closes the journal; returns once both are done. */
  @Override
  public void close() {
    loop.close();
    journal.close();
  }
}
