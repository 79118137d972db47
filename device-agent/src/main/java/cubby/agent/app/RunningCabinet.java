package cubby.agent.app;

import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.agent.app.port.WallClock;
import cubby.agent.domain.Input;
import cubby.hardware.CabinetHardware;
import cubby.hardware.Timeline;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cabinet at work: a core, its thread, and its queue. Callable from any thread. Listeners, and
 * what depends on an answer without an executor of its own, run on the cabinet's thread and must be
 * quick.
 */
public final class RunningCabinet implements Cabinet, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunningCabinet.class);

  private final CabinetCore core;
  private final InterpreterLoop loop;
  private final Journal journal;

  private RunningCabinet(CabinetCore core, InterpreterLoop loop, Journal journal) {
    this.core = core;
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
      WallClock wallClock)
      throws JournalException {
    CabinetCore core = new CabinetCore(cabinetKey, hardware, journal, timeline, wallClock);
    InterpreterLoop loop = new InterpreterLoop("cabinet-" + cabinetId, core, timeline);
    try {
      core.boot();
    } catch (JournalException | RuntimeException e) {
      journal.close();
      throw e;
    }
    hardware
        .locks()
        .listen(sample -> {
          // A change that is lost here is read by the next poll, within a second.
          if (!loop.offer(Arrival.of(Polls.sensed(sample)))) {
            log.debug("compartment {}: a change found no room", sample.compartment());
          }
        });
    loop.start();
    return new RunningCabinet(core, loop, journal);
  }

  @Override
  public boolean actionArrived(Action action) {
    return loop.offer(Arrival.of(new Input.ActionArrived(Downlinks.action(action))));
  }

  @Override
  public boolean desiredArrived(DesiredState desired) {
    return loop.offer(Arrival.of(new Input.DesiredArrived(Downlinks.desired(desired))));
  }

  @Override
  public void committed(long through) {
    if (!loop.offer(Arrival.of(new Input.Committed(through)))) {
      log.debug("an acknowledgement found no room; the gateway repeats it");
    }
  }

  @Override
  public CompletionStage<KeypadAnswer> codeTyped(String code) {
    return asked(new Input.CodeTyped(code));
  }

  @Override
  public CompletionStage<KeypadAnswer> forgotPressed() {
    return asked(new Input.ForgotPressed());
  }

  private CompletionStage<KeypadAnswer> asked(Input input) {
    Arrival arrival = new Arrival(input, new CompletableFuture<>());
    if (!loop.offer(arrival)) {
      arrival.unavailable();
    }
    return arrival.waiting();
  }

  @Override
  public Snapshot snapshot() {
    return core.snapshot();
  }

  @Override
  public void listen(Runnable changed) {
    core.listen(changed);
  }

  @Override
  public List<Event> eventsAfter(long sequence, int limit) {
    return core.eventsAfter(sequence, limit);
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
