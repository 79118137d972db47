package cubby.gateway.adapter.mqtt;

import cubby.wire.Topic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttMessageType;
import org.jspecify.annotations.Nullable;

/**
 * Follows the packet borders in the byte stream. Refuses a packet by its kind and length as soon as
 * its fixed header is there, before the decoder buffers a byte of it; strangers get a few kilobytes
 * at most, for the first packet must be a CONNECT. Hands the decoder no byte of the next packet
 * before the border was told, so that a packet whose inner lengths lie cannot eat into the next.
 */
final class PacketGate extends ChannelInboundHandlerAdapter {

  static final int MAX_CONNECT_BYTES = 4_096;
  static final int MAX_SUBSCRIBE_BYTES = 2_048;

  /** A payload, and room for the topic with its length (at most 59) and the packet id. */
  static final int MAX_PUBLISH_BYTES = Topic.MAX_PAYLOAD_BYTES + 128;

  private static final int MAX_LENGTH_SHIFT = 21;
  private static final int NO_HEADER = -1;

  private final Listener listener;
  private boolean connectSeen;
  private boolean broken;
  private int header = NO_HEADER;
  private int lengthSoFar;
  private int lengthShift;
  private int bytesToSkip;

  PacketGate(Listener listener) {
    this.listener = listener;
  }

  /** Who is told about the packets. */
  interface Listener {

    /** The decoder was given the last byte of a packet. */
    void packetEnded();

    /** A packet is refused; nothing more gets to the decoder. */
    void packetRefused(MqttRefusal reason);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      while (bytes.isReadable() && !broken) {
        nextPart(context, bytes);
      }
    } finally {
      bytes.release();
    }
  }

  /** Hands on what belongs to one packet: all of it, or as much as is there. */
  private void nextPart(ChannelHandlerContext context, ByteBuf bytes) {
    int start = bytes.readerIndex();
    int end = bytes.writerIndex();
    int at = start;
    boolean whole = false;
    while (at < end && !whole) {
      if (bytesToSkip > 0) {
        int skipped = Math.min(bytesToSkip, end - at);
        bytesToSkip -= skipped;
        at += skipped;
        whole = bytesToSkip == 0;
        continue;
      }
      MqttRefusal refusal = headerByte(bytes.getUnsignedByte(at++));
      if (refusal != null) {
        broken = true;
        listener.packetRefused(refusal);
        return;
      }
      whole = header == NO_HEADER && bytesToSkip == 0;
    }
    context.fireChannelRead(bytes.readRetainedSlice(at - start));
    if (whole) {
      listener.packetEnded();
    }
  }

  private @Nullable MqttRefusal headerByte(int value) {
    if (header != NO_HEADER) {
      return lengthByte(value);
    }
    header = value;
    boolean isConnect = value == MqttMessageType.CONNECT.value() << 4;
    return connectSeen || isConnect ? null : MqttRefusal.NOT_CONNECT;
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
