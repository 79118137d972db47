package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cubby.gateway.app.port.CabinetLink.Sent;
import cubby.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TopicRulesTest {

  private static final byte[] HI = "hi".getBytes(StandardCharsets.UTF_8);

  private Scene scene;
  private RawClient client;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene();
    client = scene.cabinet("cab-1");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    scene.close();
  }

  @Test
  void theOwnUplinksArriveWithQos0And1() throws IOException {
    client.send(Packets.publish("cab/cab-1/up/hello", 1, 7, HI));
    client.expectPubAck(7);
    client.send(Packets.publish("cab/cab-1/up/telemetry", 0, 0, HI));
    scene.awaitTold("cab-1 TELEMETRY hi");
    assertEquals("cab-1 HELLO hi", scene.told().get(1));
  }

  @Test
  void publishingForAnotherCabinetEndsTheConnection() throws IOException {
    refusedPublish("cab/cab-2/up/hello", MqttRefusal.FOREIGN_TOPIC);
  }

  @Test
  void publishingADownlinkEndsTheConnection() throws IOException {
    refusedPublish("cab/cab-1/down/actions", MqttRefusal.FOREIGN_TOPIC);
  }

  @Test
  void publishingAnUnknownTopicEndsTheConnection() throws IOException {
    refusedPublish("cab/cab-1/up/hello/more", MqttRefusal.FOREIGN_TOPIC);
  }

  @Test
  void publishingToAWildcardEndsTheConnection() throws IOException {
    refusedPublish("cab/cab-1/up/#", MqttRefusal.MALFORMED);
  }

  @Test
  void qos2EndsTheConnection() throws IOException {
    client.send(Packets.publish("cab/cab-1/up/hello", 2, 1, HI));
    ended(MqttRefusal.QOS_2);
  }

  @Test
  void aRetainedUplinkEndsTheConnection() throws IOException {
    client.send(Packets.publish(0x01, "cab/cab-1/up/hello", 0, HI));
    ended(MqttRefusal.RETAINED);
  }

  @Test
  void theLargestPayloadArrivesAndOneByteMoreEndsTheConnection() throws IOException {
    byte[] largest = new byte[Topic.MAX_PAYLOAD_BYTES];
    client.send(Packets.publish("cab/cab-1/up/events", 1, 1, largest));
    client.expectPubAck(1);
    assertEquals(65_536, scene.largestPayload());
    client.send(Packets.publish("cab/cab-1/up/events", 1, 2, new byte[largest.length + 1]));
    client.expectClosed();
    scene.awaitRefused(MqttRefusal.OVERSIZED);
    assertEquals(65_536, scene.largestPayload());
  }

  @Test
  void wildcardsAndForeignTopicsGetAFailureEachAndOwnOnesAreGranted() throws IOException {
    client.send(
        Packets.subscribe(
            9,
            1,
            "cab/cab-1/down/actions",
            "cab/cab-1/down/#",
            "cab/+/down/actions",
            "#",
            "cab/cab-2/down/actions",
            "cab/cab-1/up/events",
            "$SYS/broker",
            "cab/cab-1/down/desired"));
    client.expect(0x90, 0, 9, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1);
    assertEquals(6, scene.refused(MqttRefusal.FOREIGN_SUBSCRIPTION));
    assertEquals(Sent.HANDED_OVER, scene.send("cab-1", Topic.DESIRED, "x"));
    assertEquals(Sent.NOT_CONNECTED, scene.send("cab-1", Topic.COMMITTED, "x"));
  }

  @Test
  void askingForQos2IsGrantedQos1() throws IOException {
    client.send(Packets.subscribe(3, 2, "cab/cab-1/down/actions"));
    client.expect(0x90, 0, 3, 1);
  }

  @Test
  void askingForNothingEndsTheConnection() throws IOException {
    client.send(Packets.subscribe(3, 1));
    ended(MqttRefusal.MALFORMED);
  }

  @Test
  void afterUnsubscribingNothingIsHandedOver() throws IOException {
    client.subscribe(1, "cab/cab-1/down/actions");
    client.send(Packets.unsubscribe(2, "cab/cab-1/down/actions"));
    client.expect(0xB0, 0, 2);
    assertEquals(Sent.NOT_CONNECTED, scene.send("cab-1", Topic.ACTIONS, "x"));
  }

  private void refusedPublish(String topic, MqttRefusal reason) throws IOException {
    client.send(Packets.publish(topic, 1, 1, HI));
    ended(reason);
  }

  private void ended(MqttRefusal reason) throws IOException {
    client.expectClosed();
    scene.awaitRefused(reason);
    scene.awaitTold("cab-1 disconnected");
    assertEquals(1, scene.refusedInAll());
    assertFalse(scene.told().stream().anyMatch(line -> line.endsWith("hi")));
  }
}
