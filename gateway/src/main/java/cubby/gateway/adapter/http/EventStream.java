package cubby.gateway.adapter.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One open stream of server-sent events. Its state belongs to the connection's loop. */
final class EventStream implements EventSink {
  private static final String PING = ": ping\n\n";

  private final Channel channel;
  private final Duration pingInterval;
  private @Nullable Future<?> ping;
  private @Nullable Future<?> end;
  private @Nullable Runnable ended;
  private @Nullable String waiting;
  private boolean closed;

  EventStream(Channel channel, Duration pingInterval) {
    this.channel = channel;
    this.pingInterval = pingInterval;
  }

  /** Starts pings; on the loop, after the head was written. */
  void open(Response.Events events, Duration longest) {
    long every = pingInterval.toMillis();
    ping = channel.eventLoop().scheduleAtFixedRate(this::ping, every, every, TimeUnit.MILLISECONDS);
    end = channel.eventLoop().schedule(this::finish, longest.toMillis(), TimeUnit.MILLISECONDS);
    Runnable cancel = events.subscribe().apply(this);
    if (closed) {
      cancel.run();
    } else {
      ended = cancel;
    }
  }

  @Override
  public void send(String event, String data) {
    String text = "event: " + event + "\ndata: " + data + "\n\n";
    onLoop(() -> write(text));
  }

  @Override
  public void close() {
    onLoop(this::finish);
  }

  /** The client reads again. */
  void writable() {
    String text = waiting;
    if (text != null && channel.isWritable()) {
      waiting = null;
      write(text);
    }
  }

  /** The connection is gone. */
  void connectionClosed() {
    closed = true;
    if (ping != null) {
      ping.cancel(false);
    }
    if (end != null) {
      end.cancel(false);
    }
    Runnable cancel = ended;
    ended = null;
    if (cancel != null) {
      cancel.run();
    }
  }

  private void ping() {
    if (channel.isWritable()) {
      write(PING);
    } else {
      // Not a byte was read for a whole interval: nobody looks any more.
      channel.close();
    }
  }

  private void write(String text) {
    if (closed) {
      return;
    }
    if (!channel.isWritable()) {
      waiting = text;
      return;
    }
    ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    channel.writeAndFlush(new DefaultHttpContent(bytes));
  }

  private void finish() {
    if (!closed) {
      connectionClosed();
      channel
          .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void onLoop(Runnable work) {
    if (channel.eventLoop().inEventLoop()) {
      work.run();
    } else if (!channel.eventLoop().isShuttingDown()) {
      channel.eventLoop().execute(work);
    }
  }
}
