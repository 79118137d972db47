package cubby.world.sim;

import cubby.agent.app.link.DownlinkRefusal;
import cubby.agent.app.link.LinkObserver;

/** What a cabinet's link did, as steps of the history. */
record LinkWords(History history, String cabinet) implements LinkObserver {
  @Override
  public void connected(boolean connected) {}

  @Override
  public void downlinkRefused(DownlinkRefusal reason) {
    history.step(cabinet, "refuses a downlink: " + reason);
  }

  @Override
  public void eventsSent(int events) {}

  @Override
  public void eventsCommitted(long events) {}

  @Override
  public void resent() {
    history.step(cabinet, "sends its events again");
  }
}
