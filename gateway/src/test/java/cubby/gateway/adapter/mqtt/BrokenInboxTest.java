package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.gateway.app.port.CabinetInbox;
import cubby.wire.Topic;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Our own fault is not acknowledged, and does not spread. */
final class BrokenInboxTest {

  private static final String EVENTS = "cab/cab-1/up/events";

  @Test
  void whatTheInboxFailedToTakeIsNotAcknowledgedAndOthersLiveOn() throws IOException {
    AtomicInteger faults = new AtomicInteger();
    MqttCounts counts =
        new MqttCounts() {
          @Override
          public void refused(MqttRefusal reason) {
            assertEquals(MqttRefusal.INTERNAL, reason);
            faults.incrementAndGet();
          }
        };
    MqttSettings settings =
        new MqttSettings("127.0.0.1", 0, Optional.empty(), 1, MqttLimits.DEFAULTS);
    try (MqttEndpoint endpoint =
            MqttEndpoint.start(settings, (cabinet, secret) -> true, new Broken(), counts);
        RawClient witness = new RawClient(endpoint.port())) {
      witness.send(Packets.connect("cab-2"));
      witness.expectConnAck(0);
      for (int kind = 1; kind <= 2; kind++) {
        try (RawClient client = new RawClient(endpoint.port())) {
          client.send(Packets.connect("cab-1"));
          client.expectConnAck(0);
          client.send(Packets.publish(EVENTS, 1, 1, new byte[kind]));
          client.expectClosed();
        }
      }
      witness.send(Packets.PINGREQ);
      witness.expectPong();
    }
    // Each publish, and each end.
    assertEquals(4 + 1, faults.get());
  }

  /** Fails in every way that it can. */
  private static final class Broken implements CabinetInbox {

    @Override
    public CompletionStage<Void> received(String cabinet, Topic topic, byte[] payload) {
      IllegalStateException fault = new IllegalStateException("broken");
      if (payload.length == 1) {
        throw fault;
      }
      return CompletableFuture.failedStage(fault);
    }

    @Override
    public void connected(String cabinet) {}

    @Override
    public void disconnected(String cabinet) {
      throw new IllegalStateException("broken");
    }
  }
}
