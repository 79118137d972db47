package cubby.gateway.adapter.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A listening HTTP/1.1 server. Safe for use by many threads. */
public final class HttpServer implements AutoCloseable {
  private static final int LOOPS = 2;
  private static final long CLOSE_SECONDS = 2;
  // Connections over the limit that are kept just long enough to answer 503.
  private static final int MAX_TURNED_AWAY = 100;

  private final HttpSettings settings;
  private final Handler handler;
  private final MultiThreadIoEventLoopGroup loops;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong turnedAway = new AtomicLong();
  private final Channel listener;

  private HttpServer(HttpSettings settings, Handler handler) throws IOException {
    this.settings = settings;
    this.handler = handler;
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.loops = new MultiThreadIoEventLoopGroup(LOOPS, io);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, false)
            .childHandler(new Pipeline());
    try {
      this.listener = bootstrap.bind(settings.bind(), settings.port()).sync().channel();
    } catch (InterruptedException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting", e);
    } catch (Exception e) {
      // Netty throws the bind's checked exception undeclared, on Linux as one of its own.
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      BindException failed = new BindException(String.valueOf(e.getMessage()));
      failed.initCause(e);
      throw failed;
    }
  }

  /**
   * Listens.
   *
   * @throws BindException where the address cannot be bound, mostly because the port is taken
   */
  public static HttpServer start(HttpSettings settings, Handler handler) throws IOException {
    return new HttpServer(settings, handler);
  }

  /** The port in use. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Open connections. */
  public int connections() {
    return connections.get();
  }

  /** Connections that were one too many, since the start. */
  public long turnedAway() {
    return turnedAway.get();
  }

  /** Stops listening, ends streams and connections; answers under way have two seconds. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    channels.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    loops
        .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(2 * CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  /** What the decoder bears, in bytes. */
  static HttpDecoderConfig limits() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(HttpSettings.MAX_LINE_BYTES)
        .setMaxHeaderSize(HttpSettings.MAX_HEADER_BYTES)
        .setMaxChunkSize(HttpSettings.MAX_BODY_BYTES);
  }

  private final class Pipeline extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      RequestTimer timer = new RequestTimer(settings);
      int open = connections.incrementAndGet();
      channel.closeFuture().addListener(closed -> connections.decrementAndGet());
      boolean full = open > settings.maxConnections();
      if (full) {
        turnedAway.incrementAndGet();
      }
      if (open > settings.maxConnections() + MAX_TURNED_AWAY) {
        // Too many even to be told so.
        channel.close();
        return;
      }
      channels.add(channel);
      channel
          .pipeline()
          .addLast(timer)
          .addLast(new HttpServerCodec(limits()))
          .addLast(new HttpConnection(settings, full ? new Full() : handler, timer));
    }
  }

  /** Answers the first request of a connection too many. */
  private final class Full implements Handler {
    @Override
    public CompletionStage<Response> handle(Request request) {
      Response.Full answer = refuse(Problem.overloaded());
      return CompletableFuture.completedFuture(answer);
    }

    @Override
    public Response.Full refuse(Problem problem) {
      return handler.refuse(problem).with("Connection", "close");
    }
  }
}
