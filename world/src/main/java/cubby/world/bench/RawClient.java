package cubby.world.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One MQTT connection of a load generator. Everything runs on its event loop. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // A failed write closes the connection, which is told.
abstract class RawClient extends ByteToMessageDecoder {
  private static final int MOST_FRAME_BYTES = 128 * 1024;

  private final String clientId;
  private final byte[] password;
  private final Consumer<Throwable> broken;

  /**
   * @param password empty where the server asks for none
   * @param broken told once where the connection fails or is refused
   */
  RawClient(String clientId, byte[] password, Consumer<Throwable> broken) {
    this.clientId = clientId;
    this.password = password.clone();
    this.broken = broken;
  }

  /** One thread for all connections, so that the server has the rest of the machine. */
  static EventLoopGroup oneThread() {
    return new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  }

  static ChannelFuture open(EventLoopGroup loop, int port, Supplier<RawClient> client) {
    return new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(client.get());
              }
            })
        .connect("127.0.0.1", port);
  }

  abstract void connected(ChannelHandlerContext context);

  void acknowledged(ChannelHandlerContext context) {}

  void subscribed(ChannelHandlerContext context) {}

  void arrived(ChannelHandlerContext context, String topic, byte[] payload) {}

  static void send(ChannelHandlerContext context, byte[] packet) {
    context.write(Unpooled.wrappedBuffer(packet), context.voidPromise());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.writeAndFlush(Unpooled.wrappedBuffer(MqttBytes.connect(clientId, password)));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    super.channelReadComplete(context);
    // One system call for all that the read was answered with.
    context.flush();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    super.channelInactive(context);
    broken.accept(new IllegalStateException(clientId + ": the server closed the connection"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken.accept(cause);
    context.close();
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    while (in.readableBytes() >= 2) {
      int start = in.readerIndex();
      int type = in.readUnsignedByte();
      int length = remainingLength(in);
      if (length < 0 || in.readableBytes() < length) {
        in.readerIndex(start);
        return;
      }
      frame(context, type, in.readSlice(length));
    }
  }

  /** Negative where more bytes are needed. */
  private static int remainingLength(ByteBuf in) {
    int length = 0;
    for (int shift = 0; in.isReadable(); shift += 7) {
      int octet = in.readUnsignedByte();
      length |= (octet & 0x7f) << shift;
      if (length > MOST_FRAME_BYTES) {
        throw new IllegalStateException("a frame of " + length + " bytes");
      }
      if ((octet & 0x80) == 0) {
        return length;
      }
    }
    return -1;
  }

  private void frame(ChannelHandlerContext context, int type, ByteBuf body) {
    switch (type & 0xf0) {
      case MqttBytes.CONNACK -> {
        if (body.getByte(1) != 0) {
          throw new IllegalStateException(clientId + " was refused: " + body.getByte(1));
        }
        connected(context);
      }
      case MqttBytes.PUBACK -> acknowledged(context);
      case MqttBytes.SUBACK -> subscribed(context);
      case MqttBytes.PUBLISH -> publish(context, type, body);
      default -> throw new IllegalStateException("packet type " + type);
    }
  }

  private void publish(ChannelHandlerContext context, int type, ByteBuf body) {
    byte[] topic = new byte[body.readUnsignedShort()];
    body.readBytes(topic);
    if ((type & 0x06) != 0) {
      send(context, MqttBytes.puback(body.readUnsignedShort()));
    }
    byte[] payload = new byte[body.readableBytes()];
    body.readBytes(payload);
    arrived(context, new String(topic, java.nio.charset.StandardCharsets.UTF_8), payload);
  }
}
