package cubby.agent.app;

import cubby.agent.domain.Input;
import cubby.hardware.SensorSample;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.EpochStart;
import cubby.wire.v1.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls to a cabinet as inputs on the way to its core. Whoever runs the core gives the queue: a
 * thread in production, a virtual clock in the simulation. Callable from any thread that the queue
 * bears.
 */
public final class CabinetCalls implements Cabinet {
  private static final Logger log = LoggerFactory.getLogger(CabinetCalls.class);

  private final CabinetCore core;
  private final Predicate<Arrival> queue;

  /**
   * @param queue takes an arrival for the core; false where it is full and nothing will be done
   */
  public CabinetCalls(CabinetCore core, Predicate<Arrival> queue) {
    this.core = core;
    this.queue = queue;
  }

  /** A sensor said something new. */
  public void sensed(SensorSample sample) {
    // A change that is lost here is read by the next poll, within a second.
    if (!queue.test(Arrival.of(Polls.sensed(sample)))) {
      log.debug("compartment {}: a change found no room", sample.compartment());
    }
  }

  @Override
  public boolean actionArrived(Action action) {
    return queue.test(Arrival.of(new Input.ActionArrived(Downlinks.action(action))));
  }

  @Override
  public boolean desiredArrived(DesiredState desired) {
    return queue.test(Arrival.of(new Input.DesiredArrived(Downlinks.desired(desired))));
  }

  @Override
  public void committed(long through) {
    if (!queue.test(Arrival.of(new Input.Committed(through)))) {
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
    if (!queue.test(arrival)) {
      arrival.unavailable();
    }
    return arrival.waiting();
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
}
