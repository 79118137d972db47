package cubby.world.sim;

import cubby.agent.app.link.GatewayTransport;
import cubby.wire.Topic;

/** A pipe whose user may die just before and just after it hands something over. */
record PointedTransport(GatewayTransport pipe, Life life) implements GatewayTransport {
  @Override
  public void open(Listener listener) {
    pipe.open(listener);
  }

  @Override
  public boolean publish(Topic topic, byte[] payload) {
    life.point("before publishing " + topic);
    boolean taken = pipe.publish(topic, payload);
    life.point("after publishing " + topic);
    return taken;
  }

  @Override
  public void close() {
    pipe.close();
  }
}
