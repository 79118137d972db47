package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes that no cabinet says. */
final class GarbageTest {

  private static final int MUTATIONS = 20_000;
  private static final long SEED = 20_261_123;

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
  void aWebBrowserIsTurnedAwayAtItsFirstByte() throws IOException {
    stranger("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8), MqttRefusal.NOT_CONNECT);
  }

  @Test
  void aPacketBeforeConnectIsTurnedAway() throws IOException {
    stranger(Packets.PINGREQ, MqttRefusal.NOT_CONNECT);
  }

  @Test
  void aGiantConnectIsRefusedByItsLengthAlone() throws IOException {
    stranger(new byte[] {0x10, -1, -1, -1, 0x7F}, MqttRefusal.OVERSIZED);
  }

  @Test
  void aLengthOfFiveBytesIsMalformed() throws IOException {
    stranger(new byte[] {0x10, -1, -1, -1, -1, 1}, MqttRefusal.MALFORMED);
  }

  @Test
  void aConnectWhoseInnerLengthsLieIsMalformed() throws IOException {
    byte[] lying = Packets.connect("cab-1");
    lying[13] = 1; // the low byte of the client id's length, which is 5
    stranger(lying, MqttRefusal.MALFORMED);
  }

  @Test
  void aPublishWhoseTopicReachesBeyondItsEndDoesNotEatTheNextPacket() throws IOException {
    byte[] lying = Packets.publish("cab/cab-1/up/hello", 0, 0, new byte[0]);
    lying[3] = (byte) (lying[3] + 20);
    cabinetSays(lying, MqttRefusal.MALFORMED);
  }

  @Test
  void aGiantPublishIsRefusedByItsLengthAlone() throws IOException {
    cabinetSays(new byte[] {0x30, -1, -1, -1, 0x7F}, MqttRefusal.OVERSIZED);
  }

  @Test
  void aGiantSubscribeIsRefusedByItsLengthAlone() throws IOException {
    cabinetSays(new byte[] {(byte) 0x82, -1, 0x7F}, MqttRefusal.OVERSIZED);
  }

  @Test
  void packetsThatOnlyServersSendAreRefused() throws IOException {
    for (int type : List.of(0x00, 0x20, 0x50, 0x62, 0x70, 0x90, 0xB0, 0xD0, 0xF0)) {
      cabinetSays(new byte[] {(byte) type, 2, 0, 1}, MqttRefusal.UNEXPECTED_PACKET);
    }
  }

  @Test
  void aPublishWithBothQosBitsOrPacketIdZeroIsMalformed() throws IOException {
    String topic = "cab/cab-1/up/hello";
    cabinetSays(Packets.publish(0x06, topic, 1, new byte[1]), MqttRefusal.MALFORMED);
    cabinetSays(Packets.publish(0x02, topic, 0, new byte[1]), MqttRefusal.MALFORMED);
  }

  @Test
  void aPacketThatComesByteByByteIsWhole() throws IOException {
    try (RawClient client = scene.socket()) {
      for (byte each : Packets.connect("cab-1")) {
        client.send(new byte[] {each});
      }
      client.expectConnAck(0);
      for (byte each : Packets.publish("cab/cab-1/up/hello", 1, 300, new byte[200])) {
        client.send(new byte[] {each});
      }
      client.expectPubAck(300);
    }
  }

  @Test
  void manyPacketsInOneSegmentAreAllHeard() throws IOException {
    try (RawClient client = scene.socket()) {
      byte[] connect = Packets.connect("cab-1");
      byte[] hello = Packets.publish("cab/cab-1/up/hello", 1, 5, new byte[3]);
      byte[] all = Arrays.copyOf(connect, connect.length + hello.length + 2);
      System.arraycopy(hello, 0, all, connect.length, hello.length);
      System.arraycopy(Packets.PINGREQ, 0, all, connect.length + hello.length, 2);
      client.send(all);
      client.expectConnAck(0);
      client.expectPubAck(5);
      client.expectPong();
    }
  }

  @Test
  void anEndInTheMiddleOfAPacketIsAnEnd() throws IOException {
    try (RawClient client = scene.cabinet("cab-1")) {
      byte[] half = Packets.publish("cab/cab-1/up/hello", 1, 5, new byte[300]);
      client.send(Arrays.copyOf(half, 100));
      client.endOutput();
      client.expectClosed();
    }
    scene.awaitTold("cab-1 disconnected");
    assertEquals(2, scene.told().size());
  }

  @Test
  void twentyThousandMutatedPacketsDoNotKillTheEndpoint() throws IOException {
    Random random = new Random(SEED);
    byte[][] packets = {
      Packets.connect("cab-1"),
      Packets.Connect.of("cab-1").will("cab/cab-1/up/gone", "bye").bytes(),
      Packets.publish("cab/cab-1/up/events", 1, 9, new byte[20]),
      Packets.publish("cab/cab-1/up/telemetry", 0, 0, new byte[5]),
      Packets.subscribe(4, 1, "cab/cab-1/down/actions", "cab/cab-1/down/desired"),
      Packets.unsubscribe(5, "cab/cab-1/down/actions"),
      Packets.pubAck(1),
      Packets.PINGREQ,
      Packets.DISCONNECT
    };
    try (RawClient witness = scene.cabinet("cab-2")) {
      for (int i = 0; i < MUTATIONS; i++) {
        int which = random.nextInt(packets.length);
        try (RawClient client = scene.socket()) {
          if (which > 1) {
            client.send(packets[0]);
          }
          client.send(mutate(packets[which], random));
          client.endOutput();
          while (client.readsMore()) {
            // Whatever it answers: it must come to an end.
          }
          client.cut();
        } catch (IOException e) {
          // Closed while this side was still writing.
        }
      }
      witness.send(Packets.PINGREQ);
      witness.expectPong();
    }
    scene.cabinet("cab-1").close();
    assertEquals(0, scene.refused(MqttRefusal.INTERNAL), "a fault of the endpoint");
    assertTrue(scene.refusedInAll() > MUTATIONS / 4, "refused: " + scene.refusedInAll());
    assertTrue(scene.refused(MqttRefusal.MALFORMED) > 0);
  }

  private static byte[] mutate(byte[] packet, Random random) {
    byte[] mutated = packet.clone();
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(5)) {
        case 0 -> mutated[at] = (byte) random.nextInt(256);
        case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutated = Arrays.copyOf(mutated, at + 1);
        case 3 -> mutated = Arrays.copyOf(mutated, mutated.length + 1 + random.nextInt(8));
        default ->
            System.arraycopy(
                mutated, 0, mutated, at, Math.min(mutated.length - at, random.nextInt(4)));
      }
    }
    return mutated;
  }

  private void stranger(byte[] bytes, MqttRefusal reason) throws IOException {
    int before = scene.refusedInAll();
    try (RawClient client = scene.socket()) {
      client.send(bytes);
      client.expectClosed();
    }
    scene.await("refused", () -> scene.refusedInAll() == before + 1);
    assertEquals(1, scene.refused(reason));
    assertEquals(List.of(), scene.told());
  }

  private void cabinetSays(byte[] bytes, MqttRefusal reason) throws IOException {
    int before = scene.refused(reason);
    try (RawClient client = scene.cabinet("cab-1")) {
      client.send(bytes);
      client.expectClosed();
    }
    scene.await("refused " + reason, () -> scene.refused(reason) == before + 1);
  }
}
