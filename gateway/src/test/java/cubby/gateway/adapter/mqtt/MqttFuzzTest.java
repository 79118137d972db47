package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import cubby.gateway.app.port.CabinetInbox;
import cubby.wire.Topic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes on an MQTT socket, through the gate, the decoder and the connection. The first byte of
 * an input tells how: odd = after a good CONNECT; the rest of it = the size of the pieces.
 */
class MqttFuzzTest {
  private static final String CABINET = "cab-1";
  private static final byte[] CONNECT = Packets.connect(CABINET);

  static Stream<byte[]> sockets() {
    return Stream.of(
        input(0, CONNECT),
        input(0, Packets.Connect.of(CABINET).will("cab/cab-1/up/gone", "bye").bytes()),
        input(6, Packets.Connect.of(CABINET).as("MQTT", 5).bytes()),
        input(0, Packets.Connect.of(CABINET).as("MQIsdp", 3).bytes()),
        input(1, Packets.publish("cab/cab-1/up/events", 1, 9, new byte[20]), Packets.PINGREQ),
        input(3, Packets.publish("cab/cab-1/up/telemetry", 0, 0, new byte[5])),
        input(1, Packets.publish("cab/cab-1/up/hello", 1, 1, new byte[200]), Packets.DISCONNECT),
        input(1, Packets.subscribe(4, 1, "cab/cab-1/down/actions", "cab/cab-1/down/desired")),
        input(1, Packets.subscribe(4, 1, "cab/#"), Packets.pubAck(1)),
        input(1, Packets.unsubscribe(5, "cab/cab-1/down/actions")),
        input(0, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
  }

  @MethodSource("sockets")
  @FuzzTest
  void everySocketIsServedOrEndedWhateverItsPieces(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int how = Byte.toUnsignedInt(input[0]);
    byte[] said = Arrays.copyOfRange(input, 1, input.length);
    byte[] all = (how & 1) == 0 ? said : joined(CONNECT, said);
    Life whole = Life.of(all, all.length + 1);
    Life pieces = Life.of(all, Math.max(1, how >> 1));
    assertEquals(whole.told, pieces.told, "pieces must not change what the inbox hears");
    // Only the label may differ: of a header in two pieces the decoder may judge the first alone.
    assertEquals(whole.refused.size(), pieces.refused.size(), "nor whether it is refused");
    assertEquals(whole.answers, pieces.answers, "nor what it is answered");
  }

  /** What became of one socket. */
  private static final class Life implements CabinetInbox, MqttCounts {
    private final List<String> told = new ArrayList<>();
    private final List<MqttRefusal> refused = new ArrayList<>();
    private String answers = "";
    private int sessions;

    static Life of(byte[] bytes, int piece) {
      Life life = new Life();
      EmbeddedChannel channel = new EmbeddedChannel();
      Connection.Shared shared =
          new Connection.Shared(
              Scene.LIMITS,
              new ConnectRules(
                  Scene.LIMITS,
                  (cabinet, secret) ->
                      Scene.secretOf(cabinet).equals(new String(secret, StandardCharsets.UTF_8))),
              new Seats(life),
              life);
      Connection connection = new Connection(shared, new Sweep(), channel);
      // As MqttEndpoint does it.
      channel
          .pipeline()
          .addLast(new PacketGate(connection))
          .addLast(new MqttDecoder(PacketGate.MAX_PUBLISH_BYTES))
          .addLast(MqttEncoder.INSTANCE)
          .addLast(connection);
      channel.pipeline().fireChannelActive();
      life.speak(channel, bytes, piece);
      life.check();
      return life;
    }

    private void speak(EmbeddedChannel channel, byte[] bytes, int piece) {
      for (int at = 0; at < bytes.length && channel.isOpen(); at += piece) {
        ByteBuf part = Unpooled.copiedBuffer(bytes, at, Math.min(piece, bytes.length - at));
        channel.writeInbound(part);
        hear(channel);
      }
      channel.finishAndReleaseAll();
      channel.checkException();
    }

    private void hear(EmbeddedChannel channel) {
      for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
        answers += ByteBufUtil.hexDump(out);
        int type = out.getUnsignedByte(0) >> 4;
        assertTrue(List.of(2, 4, 9, 11, 13).contains(type), "no answer of ours: " + type);
        out.release();
      }
      assertNull(channel.readInbound(), "nothing falls out of the pipeline's end");
    }

    private void check() {
      assertTrue(!refused.contains(MqttRefusal.INTERNAL), "a fault of ours: " + refused);
      // A foreign subscription is refused in its SUBACK; the session goes on.
      long ends = refused.stream().filter(r -> r != MqttRefusal.FOREIGN_SUBSCRIPTION).count();
      assertTrue(ends <= 1, "ended for more than one reason: " + refused);
      assertEquals(0, sessions, "whoever connected has disconnected: " + told);
    }

    @Override
    public void refused(MqttRefusal reason) {
      refused.add(reason);
    }

    @Override
    public CompletionStage<Void> received(String cabinet, Topic topic, byte[] payload) {
      assertEquals(CABINET, cabinet);
      assertTrue(topic.isUplink() && payload.length <= Topic.MAX_PAYLOAD_BYTES);
      assertEquals(1, sessions, "heard outside of a session");
      told.add(topic + " " + Arrays.hashCode(payload));
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void connected(String cabinet) {
      told.add(cabinet + " connected");
      sessions++;
    }

    @Override
    public void disconnected(String cabinet) {
      told.add(cabinet + " disconnected");
      sessions--;
    }
  }

  private static byte[] input(int how, byte[]... packets) {
    return joined(new byte[] {(byte) how}, joined(packets));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
