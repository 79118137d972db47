package cubby.gateway.adapter.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client connection: reads one request, waits for its answer, then reads the next. While an
 * answer is awaited nothing is read, so a client that sends ahead waits in its own socket; what
 * came with the same read waits here. On the connection's loop only.
 */
final class HttpConnection extends SimpleChannelInboundHandler<HttpObject> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  /** Where a connection is in the life of a request. */
  private enum Phase {
    READING,
    ANSWERING,
    STREAMING,
    CLOSING
  }

  private final HttpSettings settings;
  private final Handler handler;
  private final RequestTimer timer;
  private final RequestReader reader;

  private final Deque<HttpObject> ahead = new ArrayDeque<>();
  private Phase phase = Phase.READING;
  // Counts requests, so that an answer that comes after its time-out is not taken for the next.
  private long requests;
  private @Nullable Future<?> answerTimer;
  private @Nullable EventStream stream;

  HttpConnection(HttpSettings settings, Handler handler, RequestTimer timer) {
    this.settings = settings;
    this.handler = handler;
    this.timer = timer;
    this.reader = new RequestReader(settings.behindProxy());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
    switch (phase) {
      case READING -> take(ctx, part);
      // At most what one read of the socket held.
      case ANSWERING -> ahead.add(ReferenceCountUtil.retain(part));
      // Nothing may follow a request for a stream; what comes is not ours to guess.
      case STREAMING -> ctx.close();
      case CLOSING -> LOG.trace("dropped what came after the last answer");
    }
  }

  private void take(ChannelHandlerContext ctx, HttpObject part) {
    if (part.decoderResult().isFailure()) {
      refuse(ctx, RequestReader.problemOf(part.decoderResult()));
      return;
    }
    Optional<Problem> problem = Optional.empty();
    if (part instanceof HttpRequest head) {
      problem = reader.begin(head);
      if (problem.isEmpty() && reader.expectsContinue()) {
        ctx.writeAndFlush(
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
      }
    }
    if (problem.isEmpty() && part instanceof HttpContent content) {
      problem = reader.add(content.content());
    }
    if (problem.isPresent()) {
      refuse(ctx, problem.get());
    } else if (part instanceof LastHttpContent) {
      dispatch(ctx);
    }
  }

  /** Goes on with what came ahead, then with the socket. */
  private void next(ChannelHandlerContext ctx) {
    phase = Phase.READING;
    while (phase == Phase.READING && !ahead.isEmpty()) {
      HttpObject part = ahead.remove();
      try {
        take(ctx, part);
      } finally {
        ReferenceCountUtil.release(part);
      }
    }
    if (phase == Phase.READING) {
      ctx.channel().config().setAutoRead(true);
    }
  }

  private void dispatch(ChannelHandlerContext ctx) {
    timer.requestEnded();
    Request request;
    try {
      request = reader.end(peerOf(ctx));
    } catch (IllegalArgumentException e) {
      refuse(ctx, Problem.malformed("The target of the request is not well-formed."));
      return;
    }
    phase = Phase.ANSWERING;
    ctx.channel().config().setAutoRead(false);
    long number = ++requests;
    answerTimer =
        ctx.executor()
            .schedule(
                () -> answer(ctx, number, handler.refuse(Problem.overloaded())),
                settings.answerTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
    handle(request)
        .whenComplete((response, failure) -> {
          Response full = failure == null ? response : failed(failure);
          if (!ctx.executor().isShuttingDown()) {
            ctx.executor().execute(() -> answer(ctx, number, full));
          }
        });
  }

  private CompletionStage<Response> handle(Request request) {
    try {
      return handler.handle(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Response failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException c ? c.getCause() : failure;
    LOG.error("a request failed", cause);
    return handler.refuse(Problem.internal());
  }

  private void answer(ChannelHandlerContext ctx, long number, Response response) {
    if (phase != Phase.ANSWERING || number != requests || !ctx.channel().isActive()) {
      return;
    }
    cancelAnswerTimer();
    switch (response) {
      case Response.Full full -> answerFull(ctx, full, reader.keepAlive());
      case Response.Events events when reader.isHead() ->
          answerFull(ctx, eventsHead(), reader.keepAlive());
      case Response.Events events -> answerEvents(ctx, events);
    }
  }

  private void refuse(ChannelHandlerContext ctx, Problem problem) {
    phase = Phase.ANSWERING;
    answerFull(ctx, handler.refuse(problem), false);
  }

  /** A request did not end in time. */
  void requestTimedOut(ChannelHandlerContext ctx) {
    if (phase == Phase.READING) {
      refuse(ctx, Problem.of(408, "slow-request", "Slow request", "The request took too long."));
    }
  }

  private void answerFull(ChannelHandlerContext ctx, Response.Full answer, boolean wanted) {
    boolean keepAlive = wanted && !answer.headers().containsKey("Connection");
    Response.Full full = Headers.unlessKnown(answer, reader.headerOf("If-None-Match"));
    boolean gzip = reader.acceptsGzip() && full.body().hasGzip();
    byte[] bytes = full.body().bytes(gzip);
    FullHttpResponse http =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(full.status()),
            reader.isHead() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes));
    Headers.fill(http.headers(), full, settings.secure());
    if (full.body().hasGzip()) {
      http.headers().set("Vary", "Accept-Encoding");
    }
    if (gzip) {
      http.headers().set("Content-Encoding", "gzip");
    }
    if (full.status() != 204 && full.status() != 304) {
      http.headers().set("Content-Length", bytes.length);
    }
    HttpUtil.setKeepAlive(http, keepAlive);
    phase = keepAlive ? Phase.ANSWERING : Phase.CLOSING;
    Future<?> stalled =
        ctx.executor()
            .schedule(
                () -> ctx.close(), settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
    ChannelFuture written = ctx.writeAndFlush(http);
    written.addListener(done -> afterAnswer(ctx, stalled, done.isSuccess() && keepAlive));
  }

  private void afterAnswer(ChannelHandlerContext ctx, Future<?> stalled, boolean goOn) {
    stalled.cancel(false);
    if (goOn) {
      next(ctx);
    } else {
      Lingering.close(ctx);
    }
  }

  private static Response.Full eventsHead() {
    return Response.of(200, "text/event-stream", Body.EMPTY);
  }

  private void answerEvents(ChannelHandlerContext ctx, Response.Events events) {
    phase = Phase.STREAMING;
    timer.streamBegan();
    HttpResponse http = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    Headers.fill(http.headers(), eventsHead(), settings.secure());
    http.headers().set("Connection", "close");
    HttpUtil.setTransferEncodingChunked(http, reader.speaksHttp11());
    ctx.writeAndFlush(http).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    stream = new EventStream(ctx.channel(), settings.pingInterval());
    stream.open(events, settings.streamTimeout());
    // Keeps watching for the client's close.
    ctx.channel().config().setAutoRead(true);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (stream != null) {
      stream.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    phase = Phase.CLOSING;
    cancelAnswerTimer();
    ahead.forEach(ReferenceCountUtil::release);
    ahead.clear();
    if (stream != null) {
      stream.connectionClosed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("a connection broke: {}", cause.getMessage());
    } else {
      LOG.error("a connection failed", cause);
    }
    ctx.close();
  }

  private void cancelAnswerTimer() {
    if (answerTimer != null) {
      answerTimer.cancel(false);
      answerTimer = null;
    }
  }

  private static String peerOf(ChannelHandlerContext ctx) {
    return ctx.channel().remoteAddress() instanceof InetSocketAddress address
            && address.getAddress() != null
        ? address.getAddress().getHostAddress()
        : "unknown";
  }
}
