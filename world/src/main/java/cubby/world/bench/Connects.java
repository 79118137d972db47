package cubby.world.bench;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Connections come and go, or come and stay. */
final class Connects {
  private static final long MOST_SECONDS = 120;

  /** Of an idle cabinet. */
  private static final int DOORS = 16;

  private Connects() {}

  /**
   * How many times a second a cabinet gets in: TCP connection, CONNECT, CONNACK, closed again.
   *
   * @param atOnce connections under way together, at most one per cabinet
   */
  static double perSecond(int port, List<Ingest.Cabinet> cabinets, int total, int atOnce)
      throws InterruptedException {
    EventLoopGroup loop = RawClient.oneThread();
    try {
      CountDownLatch left = new CountDownLatch(total);
      AtomicInteger started = new AtomicInteger();
      AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
      long start = System.nanoTime();
      for (int lane = 0; lane < atOnce; lane++) {
        new Lane(loop, port, cabinets.get(lane), total, started, left, broken).next();
      }
      if (!left.await(MOST_SECONDS, TimeUnit.SECONDS) || broken.get() != null) {
        throw new IllegalStateException("connecting failed", broken.get());
      }
      return total / ((System.nanoTime() - start) / 1e9);
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  /** Lets every cabinet in, which says hello and stays; returns what ends them all. */
  static AutoCloseable hold(int port, List<Ingest.Cabinet> cabinets) throws InterruptedException {
    EventLoopGroup loop = RawClient.oneThread();
    CountDownLatch ready = new CountDownLatch(cabinets.size());
    AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    for (Ingest.Cabinet cabinet : cabinets) {
      RawClient.open(loop, port, () -> new Scripted(cabinet, DOORS, ready::countDown, broken::set))
          .sync();
    }
    if (!ready.await(MOST_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not every cabinet was let in", broken.get());
    }
    return () -> loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  /** One connection after the other. */
  private record Lane(
      EventLoopGroup loop,
      int port,
      Ingest.Cabinet cabinet,
      int total,
      AtomicInteger started,
      CountDownLatch left,
      AtomicReference<@Nullable Throwable> broken) {

    void next() {
      if (started.getAndIncrement() < total) {
        RawClient.open(loop, port, () -> new Visitor(this))
            .addListener(done -> {
              if (!done.isSuccess()) {
                end(done.cause());
              }
            });
      }
    }

    /** The run is over at once where anything fails: a rate of failures means nothing. */
    void end(Throwable cause) {
      broken.set(cause);
      while (left.getCount() > 0) {
        left.countDown();
      }
    }
  }

  /** Comes, is let in, and goes. */
  private static final class Visitor extends RawClient {
    private final Lane lane;
    private boolean letIn;

    Visitor(Lane lane) {
      super(lane.cabinet().id(), lane.cabinet().secret().toByteArray(), cause -> {});
      this.lane = lane;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // A close that fails ends in channelInactive too.
    void connected(ChannelHandlerContext context) {
      letIn = true;
      context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      super.channelInactive(context);
      if (letIn) {
        lane.left().countDown();
        lane.next();
      } else {
        lane.end(new IllegalStateException(lane.cabinet().id() + " was not let in"));
      }
    }
  }
}
