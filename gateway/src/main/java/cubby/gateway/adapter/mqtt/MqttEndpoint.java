package cubby.gateway.adapter.mqtt;

import cubby.gateway.app.port.CabinetAuthenticator;
import cubby.gateway.app.port.CabinetInbox;
import cubby.gateway.app.port.CabinetLink;
import cubby.wire.Topic;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where cabinets connect to: an MQTT 3.1.1 server that knows nothing but the topics of {@link
 * Topic} between each cabinet and the inbox.
 *
 * <p>A cabinet counts as connected to {@link #send} for a topic once it subscribed to that topic.
 * Wills are delivered to the inbox as {@link Topic#GONE}, before {@code disconnected}, when a
 * connection ends without DISCONNECT, but not when a newer connection took over or this endpoint
 * closes. What a downlink's PUBACK is worth: nothing but a free place in the window.
 */
public final class MqttEndpoint implements CabinetLink, AutoCloseable {

  private static final int BACKLOG = 1_024;
  private static final int LEAST_READ_BYTES = 64;
  private static final int FIRST_READ_BYTES = 512;
  private static final int MOST_READ_BYTES = 16 * 1_024;
  private static final int CLOSE_SECONDS = 5;

  private final MqttLimits limits;
  private final MqttCounts counts;
  private final Seats seats;
  private final Connection.Shared shared;
  private final @Nullable ReloadingTls tls;
  private final EventLoopGroup group;
  private final IdentityHashMap<EventExecutor, Sweep> sweeps = new IdentityHashMap<>();
  private final AtomicInteger openConnections = new AtomicInteger();
  private final Channel serverChannel;
  private volatile boolean closing;

  private MqttEndpoint(
      Transport transport,
      MqttSettings settings,
      CabinetAuthenticator authenticator,
      CabinetInbox inbox,
      MqttCounts counts)
      throws IOException {
    this.limits = settings.limits();
    this.counts = counts;
    this.seats = new Seats(inbox);
    this.shared =
        new Connection.Shared(limits, new ConnectRules(limits, authenticator), seats, counts);
    this.tls = settings.tls().isPresent() ? new ReloadingTls(settings.tls().get(), counts) : null;
    this.group = transport.group(settings.ioThreads());
    for (EventExecutor loop : group) {
      Sweep sweep = new Sweep();
      sweeps.put(loop, sweep);
      var _ =
          loop.scheduleWithFixedDelay(
              sweep, Sweep.TICK_MILLIS, Sweep.TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(
                    LEAST_READ_BYTES, FIRST_READ_BYTES, MOST_READ_BYTES))
            .childHandler(new Initializer())
            .bind(settings.bind(), settings.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stopGroup();
      throw new MqttPortException(settings.bind(), settings.port(), bound.cause());
    }
    this.serverChannel = bound.channel();
  }

  /**
   * Listens and serves until {@link #close}.
   *
   * @param inbox called on the endpoint's threads, for each cabinet by one at a time
   * @throws MqttPortException when the port is taken or may not be used
   * @throws IOException when the TLS files cannot be used
   */
  public static MqttEndpoint start(
      MqttSettings settings,
      CabinetAuthenticator authenticator,
      CabinetInbox inbox,
      MqttCounts counts)
      throws IOException {
    return start(Transport.best(), settings, authenticator, inbox, counts);
  }

  static MqttEndpoint start(
      Transport transport,
      MqttSettings settings,
      CabinetAuthenticator authenticator,
      CabinetInbox inbox,
      MqttCounts counts)
      throws IOException {
    return new MqttEndpoint(transport, settings, authenticator, inbox, counts);
  }

  /** The TCP port that it listens on. */
  public int port() {
    return ((InetSocketAddress) serverChannel.localAddress()).getPort();
  }

  /** Open sockets, authenticated or not. */
  public int openConnections() {
    return openConnections.get();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException for an uplink or an oversized payload
   */
  @Override
  public Sent send(String cabinet, Topic topic, byte[] payload) {
    if (topic.isUplink() || payload.length > Topic.MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "not a downlink or too long: " + topic + ", " + payload.length + " bytes");
    }
    CabinetSession session = seats.sessionOf(cabinet);
    return session == null ? Sent.NOT_CONNECTED : session.send(topic, payload);
  }

  @Override
  public void disconnect(String cabinet) {
    CabinetSession session = seats.sessionOf(cabinet);
    if (session != null) {
      session.endFor(MqttRefusal.SENT_AWAY);
    }
  }

  /**
   * Stops listening, ends every connection ({@code disconnected} is told, wills are not) and waits
   * for the event loops to stop, which takes some milliseconds. Not from an event loop. Again is
   * harmless.
   */
  @Override
  public void close() {
    closing = true;
    serverChannel.close().awaitUninterruptibly();
    if (!group.isShuttingDown()) {
      sweeps.forEach((loop, sweep) -> loop.submit(sweep::endAll).awaitUninterruptibly());
    }
    stopGroup();
  }

  private void stopGroup() {
    group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private final class Initializer extends ChannelInitializer<Channel> {

    @Override
    protected void initChannel(Channel channel) {
      int open = openConnections.incrementAndGet();
      channel.closeFuture().addListener(closed -> openConnections.decrementAndGet());
      if (open > limits.maxConnections()) {
        counts.refused(MqttRefusal.TOO_MANY_CONNECTIONS);
        var _ = channel.close();
        return;
      }
      if (closing) {
        var _ = channel.close();
        return;
      }
      Sweep sweep = sweeps.get(channel.eventLoop());
      if (sweep == null) {
        throw new IllegalStateException("an event loop without a sweep");
      }
      ChannelPipeline pipeline = channel.pipeline();
      if (tls != null) {
        pipeline.addLast(tls.context().newHandler(channel.alloc()));
      }
      Connection connection = new Connection(shared, sweep, channel);
      pipeline
          .addLast(new PacketGate(connection))
          .addLast(new MqttDecoder(PacketGate.MAX_PUBLISH_BYTES))
          .addLast(MqttEncoder.INSTANCE)
          .addLast(connection);
    }
  }
}
