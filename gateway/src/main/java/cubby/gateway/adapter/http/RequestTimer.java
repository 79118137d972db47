package cubby.gateway.adapter.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees the bytes before they are decoded and limits how long a request may take to arrive and how
 * long a connection may be silent. On the connection's loop only.
 */
final class RequestTimer extends ChannelInboundHandlerAdapter {
  private final HttpSettings settings;
  private @Nullable Future<?> timer;
  private boolean underWay;
  private @Nullable ChannelHandlerContext context;

  RequestTimer(HttpSettings settings) {
    this.settings = settings;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    waitForNext();
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    if (!underWay) {
      underWay = true;
      restart(ctx, settings.requestTimeout().toMillis(), () -> slow(ctx));
    }
    ctx.fireChannelRead(bytes);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    cancel();
    ctx.fireChannelInactive();
  }

  /** The request is complete; the time until its answer is not the client's. */
  void requestEnded() {
    underWay = false;
    waitForNext();
  }

  /** Streams have their own limits. */
  void streamBegan() {
    cancel();
    underWay = true;
  }

  private void waitForNext() {
    ChannelHandlerContext ctx = context;
    if (ctx != null) {
      restart(ctx, settings.idleTimeout().toMillis(), () -> ctx.close());
    }
  }

  private static void slow(ChannelHandlerContext ctx) {
    HttpConnection connection = ctx.pipeline().get(HttpConnection.class);
    connection.requestTimedOut(ctx.pipeline().context(connection));
  }

  private void restart(ChannelHandlerContext ctx, long millis, Runnable work) {
    cancel();
    timer = ctx.executor().schedule(work, millis, TimeUnit.MILLISECONDS);
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
