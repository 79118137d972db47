package cubby.agent.app.link;

import java.util.ArrayList;
import java.util.List;

/** Remembers what was counted. */
final class RecordingObserver implements LinkObserver {
  final List<DownlinkRefusal> refusals = new ArrayList<>();
  boolean connected;
  int sent;
  long committed;
  int resends;

  @Override
  public void connected(boolean now) {
    connected = now;
  }

  @Override
  public void downlinkRefused(DownlinkRefusal reason) {
    refusals.add(reason);
  }

  @Override
  public void eventsSent(int events) {
    sent += events;
  }

  @Override
  public void eventsCommitted(long events) {
    committed += events;
  }

  @Override
  public void resent() {
    resends++;
  }
}
