package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.EpochStart;
import cubby.wire.v1.Event;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A cabinet that passes everything on to another; to change some of it. */
abstract class OtherCabinet implements Cabinet {
  private final Cabinet honest;

  OtherCabinet(Cabinet honest) {
    this.honest = honest;
  }

  @Override
  public boolean actionArrived(Action action) {
    return honest.actionArrived(action);
  }

  @Override
  public boolean desiredArrived(DesiredState desired) {
    return honest.desiredArrived(desired);
  }

  @Override
  public void committed(long through) {
    honest.committed(through);
  }

  @Override
  public CompletionStage<KeypadAnswer> codeTyped(String code) {
    return honest.codeTyped(code);
  }

  @Override
  public CompletionStage<KeypadAnswer> forgotPressed() {
    return honest.forgotPressed();
  }

  @Override
  public long firstEventOfEpoch() {
    return honest.firstEventOfEpoch();
  }

  @Override
  public List<EpochStart> earlierEpochs() {
    return honest.earlierEpochs();
  }

  @Override
  public Snapshot snapshot() {
    return honest.snapshot();
  }

  @Override
  public void listen(Runnable changed) {
    honest.listen(changed);
  }

  @Override
  public List<Event> eventsAfter(long sequence, int limit) {
    return honest.eventsAfter(sequence, limit);
  }
}
