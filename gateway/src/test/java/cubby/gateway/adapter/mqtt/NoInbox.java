package cubby.gateway.adapter.mqtt;

import cubby.gateway.app.port.CabinetInbox;
import cubby.wire.Topic;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Is done with everything at once. */
final class NoInbox implements CabinetInbox {

  @Override
  public CompletionStage<Void> received(String cabinet, Topic topic, byte[] payload) {
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void connected(String cabinet) {}

  @Override
  public void disconnected(String cabinet) {}
}
