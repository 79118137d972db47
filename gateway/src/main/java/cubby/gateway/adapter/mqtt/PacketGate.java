package cubby.gateway.adapter.mqtt;

import cubby.wire.Topic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttMessageType;
import org.jspecify.annotations.Nullable;

/**
 * Follows the packet borders in the byte stream and refuses a packet by its kind and length as soon
 * as its fixed header is there, before the decoder buffers a byte of it. Strangers get a few
 * kilobytes at most: the first packet must be a CONNECT. Reports a {@link MqttRefusal} as a user
 * event, once, and swallows what follows.
 */
final class PacketGate extends ChannelInboundHandlerAdapter {

  static final int MAX_CONNECT_BYTES = 4_096;
  static final int MAX_SUBSCRIBE_BYTES = 2_048;

  /** A payload, and room for the topic with its length (at most 59) and the packet id. */
  static final int MAX_PUBLISH_BYTES = Topic.MAX_PAYLOAD_BYTES + 128;

  private static final int MAX_LENGTH_SHIFT = 21;
  private static final int NO_HEADER = -1;

  private boolean connectSeen;
  private boolean broken;
  private int header = NO_HEADER;
  private int lengthSoFar;
  private int lengthShift;
  private int bytesToSkip;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    MqttRefusal refusal = broken ? null : follow(bytes);
    if (refusal != null) {
      broken = true;
      context.fireUserEventTriggered(refusal);
    }
    if (broken) {
      bytes.release();
    } else {
      context.fireChannelRead(bytes);
    }
  }

  private @Nullable MqttRefusal follow(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (bytesToSkip > 0) {
        int skipped = Math.min(bytesToSkip, end - at);
        bytesToSkip -= skipped;
        at += skipped;
      } else if (header == NO_HEADER) {
        header = bytes.getUnsignedByte(at++);
        if (!connectSeen && header != MqttMessageType.CONNECT.value() << 4) {
          return MqttRefusal.NOT_CONNECT;
        }
      } else {
        MqttRefusal refusal = lengthByte(bytes.getUnsignedByte(at++));
        if (refusal != null) {
          return refusal;
        }
      }
    }
    return null;
  }

  /** One byte of the remaining length: seven bits, and whether another one follows. */
  private @Nullable MqttRefusal lengthByte(int value) {
    lengthSoFar |= (value & 0x7F) << lengthShift;
    if ((value & 0x80) != 0) {
      lengthShift += 7;
      return lengthShift > MAX_LENGTH_SHIFT ? MqttRefusal.MALFORMED : null;
    }
    MqttRefusal refusal = judge(header >> 4, lengthSoFar);
    connectSeen = true;
    bytesToSkip = lengthSoFar;
    header = NO_HEADER;
    lengthSoFar = 0;
    lengthShift = 0;
    return refusal;
  }

  private @Nullable MqttRefusal judge(int type, int length) {
    return switch (type) {
      case 1 -> // CONNECT
          connectSeen
              ? MqttRefusal.SECOND_CONNECT
              : length > MAX_CONNECT_BYTES ? MqttRefusal.OVERSIZED : null;
      case 3 -> // PUBLISH
          length > MAX_PUBLISH_BYTES ? MqttRefusal.OVERSIZED : null;
      case 4 -> // PUBACK
          length == 2 ? null : MqttRefusal.MALFORMED;
      case 8, 10 -> // SUBSCRIBE, UNSUBSCRIBE
          length > MAX_SUBSCRIBE_BYTES ? MqttRefusal.OVERSIZED : null;
      case 12, 14 -> // PINGREQ, DISCONNECT
          length == 0 ? null : MqttRefusal.MALFORMED;
      default -> MqttRefusal.UNEXPECTED_PACKET;
    };
  }
}
