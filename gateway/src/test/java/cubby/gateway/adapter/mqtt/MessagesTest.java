package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.adapter.mqtt.RawClient.Packet;
import cubby.gateway.app.port.CabinetLink.Sent;
import cubby.wire.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages on their way up and down, and what happens when one side does not keep up. */
final class MessagesTest {

  private static final String EVENTS = "cab/cab-1/up/events";
  private static final String DESIRED = "cab/cab-1/down/desired";

  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void anUplinkIsAcknowledgedOnlyAfterTheInboxIsDoneAndInOrder() throws IOException {
    try (RawClient client = scene.cabinet("cab-1")) {
      scene.holdInbox();
      client.send(
          Packets.publish(EVENTS, 1, 11, text("a")), Packets.publish(EVENTS, 1, 12, text("b")));
      client.send(Packets.PINGREQ);
      client.expectPong();
      scene.await("both are with the inbox", () -> scene.heldByInbox() == 2);
      // The scene finishes the last one first.
      scene.releaseInbox();
      client.expectPubAck(11);
      client.expectPubAck(12);
    }
  }

  @Test
  void anInboxThatDoesNotFinishStopsTheReadingAndResumesInOrder() throws IOException {
    scene.holdInbox();
    int messages = 1_500;
    try (SocketChannel socket = connectedChannel()) {
      ByteBuffer flood = ByteBuffer.allocate(messages * 17_000);
      for (int i = 0; i < messages; i++) {
        byte[] payload = new byte[16_000 + i];
        flood.put(Packets.publish(EVENTS, 0, 0, payload));
      }
      flood.flip();
      assertTrue(writeUntilStuck(socket, flood), "the endpoint swallowed everything");
      assertEquals(16, scene.heldByInbox());

      scene.releaseInbox();
      socket.configureBlocking(true);
      while (flood.hasRemaining()) {
        socket.write(flood);
      }
      scene.awaitTold("cab-1 EVENTS " + (16_000 + messages - 1) + " bytes");
    }
    List<String> wanted =
        IntStream.range(0, messages)
            .mapToObj(i -> "cab-1 EVENTS " + (16_000 + i) + " bytes")
            .toList();
    assertEquals(wanted, scene.told().subList(1, messages + 1));
  }

  @Test
  void whatWasSaidBeforeAGoodbyeIsDeliveredThoughTheInboxIsBusy() throws IOException {
    try (RawClient client = scene.cabinet("cab-1")) {
      scene.holdInbox();
      for (int i = 1; i <= 40; i++) {
        client.send(Packets.publish("cab/cab-1/up/telemetry", 0, 0, text("n" + i)));
      }
      client.send(Packets.DISCONNECT);
      scene.await("the limit is reached", () -> scene.heldByInbox() == 16);
      scene.releaseInbox();
      client.expectClosed();
    }
    scene.awaitTold("cab-1 disconnected");
    assertEquals("cab-1 TELEMETRY n40", scene.told().get(40));
    assertEquals(0, scene.refusedInAll());
  }

  @Test
  void aDownlinkReachesItsCabinetAlone() throws IOException {
    try (RawClient one = scene.cabinet("cab-1");
        RawClient two = scene.cabinet("cab-2")) {
      one.subscribe(1, "cab/cab-1/down/actions");
      two.subscribe(1, "cab/cab-2/down/actions");
      assertEquals(Sent.HANDED_OVER, scene.send("cab-1", Topic.ACTIONS, "open 7"));
      Packet packet = one.read();
      assertEquals(0x32, packet.header());
      assertEquals("cab/cab-1/down/actions", packet.topic());
      assertEquals("open 7", packet.text());
      one.send(Packets.pubAck(packet.packetId()));
      two.send(Packets.PINGREQ);
      two.expectPong();
      assertEquals(Sent.NOT_CONNECTED, scene.send("cab-3", Topic.ACTIONS, "open 7"));
    }
  }

  @Test
  void aSubscriptionWithQos0GetsQos0() throws IOException {
    try (RawClient client = scene.cabinet("cab-1")) {
      client.subscribe(0, DESIRED);
      scene.send("cab-1", Topic.DESIRED, "v2");
      Packet packet = client.read();
      assertEquals(0x30, packet.header());
      assertEquals("v2", packet.text());
    }
  }

  @Test
  void aCabinetThatDoesNotAcknowledgeFillsItsWindowThenItsQueueAndThenDrains() throws IOException {
    try (RawClient client = scene.cabinet("cab-1")) {
      client.subscribe(1, DESIRED);
      for (int i = 0; i < 64; i++) {
        assertEquals(Sent.HANDED_OVER, scene.send("cab-1", Topic.DESIRED, "v" + i));
      }
      assertEquals(Sent.QUEUE_FULL, scene.send("cab-1", Topic.DESIRED, "v64"));
      int lastId = 0;
      for (int i = 0; i < 16; i++) {
        lastId = client.read().packetId();
      }
      assertTrue(client.isQuietFor(100), "more than the window was sent");
      client.send(Packets.pubAck(lastId));
      assertEquals("v16", client.read().text());
      assertEquals(Sent.HANDED_OVER, scene.send("cab-1", Topic.DESIRED, "v64"));
    }
  }

  @Test
  void aSlowReaderFillsItsQueueAndOthersAreServed() throws IOException {
    try (RawClient slow = scene.cabinet("cab-1");
        RawClient other = scene.cabinet("cab-2")) {
      slow.subscribe(0, DESIRED);
      other.subscribe(0, "cab/cab-2/down/desired");
      byte[] large = new byte[Topic.MAX_PAYLOAD_BYTES];
      int handedOver = 0;
      while (scene.endpoint.send("cab-1", Topic.DESIRED, large) == Sent.HANDED_OVER) {
        handedOver++;
        assertTrue(handedOver < 10_000, "no bound was met");
      }
      scene.send("cab-2", Topic.DESIRED, "v1");
      assertEquals("v1", other.read().text());
      for (int i = 0; i < handedOver; i++) {
        assertEquals(large.length, slow.read().text().length());
      }
      assertEquals(Sent.HANDED_OVER, scene.send("cab-1", Topic.DESIRED, "v2"));
      assertEquals("v2", slow.read().text());
    }
  }

  @Test
  void packetIdsComeRoundWithoutMeetingOneThatIsUnderWay() throws IOException {
    try (RawClient client = scene.cabinet("cab-1")) {
      client.subscribe(1, DESIRED);
      scene.send("cab-1", Topic.DESIRED, "the one that stays");
      int staying = client.read().packetId();
      assertEquals(1, staying);
      for (int i = 2; i < 66_000; i++) {
        assertEquals(Sent.HANDED_OVER, scene.send("cab-1", Topic.DESIRED, "x"));
        int id = client.read().packetId();
        assertEquals(i <= 65_535 ? i : i - 65_534, id);
        client.send(Packets.pubAck(id));
      }
    }
  }

  @Test
  void anAcknowledgementOfNothingEndsTheConnection() throws IOException {
    try (RawClient client = scene.cabinet("cab-1")) {
      client.send(Packets.pubAck(77));
      client.expectClosed();
      scene.awaitRefused(MqttRefusal.UNEXPECTED_PACKET);
    }
  }

  @Test
  void aConnectionThatNeverAcknowledgesIsEndedSoThatItCanStartAfresh() throws IOException {
    MqttLimits strict = new MqttLimits(10, 5_000, 1, 600, 16, 1 << 20, 16, 64, 512 * 1024, 100);
    try (Scene strictScene = new Scene(strict);
        RawClient client = strictScene.cabinet("cab-1")) {
      client.subscribe(1, DESIRED);
      strictScene.send("cab-1", Topic.DESIRED, "v1");
      assertEquals("v1", client.read().text());
      client.expectClosed();
      strictScene.awaitRefused(MqttRefusal.ACK_OVERDUE);
    }
  }

  @Test
  void anUplinkOrAnOversizedPayloadIsNoDownlink() {
    assertThrows(
        IllegalArgumentException.class, () -> scene.send("cab-1", Topic.EVENTS, "not down"));
    byte[] tooLong = new byte[Topic.MAX_PAYLOAD_BYTES + 1];
    assertThrows(
        IllegalArgumentException.class, () -> scene.endpoint.send("cab-1", Topic.ACTIONS, tooLong));
  }

  private SocketChannel connectedChannel() throws IOException {
    SocketChannel socket =
        SocketChannel.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), scene.endpoint.port()));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    socket.write(ByteBuffer.wrap(Packets.connect("cab-1")));
    scene.awaitTold("cab-1 connected");
    return socket;
  }

  /** Whether the other side stopped reading before all was written. */
  private static boolean writeUntilStuck(SocketChannel socket, ByteBuffer bytes)
      throws IOException {
    socket.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      socket.register(selector, SelectionKey.OP_WRITE);
      while (bytes.hasRemaining()) {
        if (selector.select(500) == 0) {
          return true;
        }
        selector.selectedKeys().clear();
        socket.write(bytes);
      }
    }
    return false;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
