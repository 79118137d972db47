package cubby.agent.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.agent.app.link.GatewayTransport;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears a transport and lets a test wait for what it says. */
final class Ear implements GatewayTransport.Listener {
  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Override
  public void connected() {
    heard.add("connected");
  }

  @Override
  public void disconnected() {
    heard.add("disconnected");
  }

  @Override
  public void arrived(String topic, byte[] payload, boolean retained) {
    heard.add(topic + " " + payload.length + (retained ? " retained" : ""));
  }

  void expect(String what) throws InterruptedException {
    assertEquals(what, heard.poll(20, TimeUnit.SECONDS));
  }
}
