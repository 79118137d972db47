package cubby.gateway.boot;

import cubby.gateway.app.port.CabinetLink;
import cubby.wire.Topic;
import org.jspecify.annotations.Nullable;

/** The link that the core is given before the endpoint, which needs the core, listens. */
final class LateLink implements CabinetLink {
  private volatile @Nullable CabinetLink link;

  void connect(CabinetLink real) {
    link = real;
  }

  @Override
  public Sent send(String cabinet, Topic topic, byte[] payload) {
    CabinetLink real = link;
    return real == null ? Sent.NOT_CONNECTED : real.send(cabinet, topic, payload);
  }

  @Override
  public void disconnect(String cabinet) {
    CabinetLink real = link;
    if (real != null) {
      real.disconnect(cabinet);
    }
  }
}
