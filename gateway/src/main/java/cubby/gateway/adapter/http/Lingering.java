package cubby.gateway.adapter.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * Closes so that the last answer arrives: closing a socket with unread bytes resets the connection
 * and may take the answer with it (RFC 9112, section 9.6).
 */
final class Lingering {
  private static final long LINGER_MILLIS = 1_000;

  private Lingering() {}

  static void close(ChannelHandlerContext ctx) {
    if (!(ctx.channel() instanceof DuplexChannel duplex) || !duplex.isActive()) {
      ctx.close();
      return;
    }
    duplex.shutdownOutput();
    // From here on everything read is dropped, until the client closes or the time is over.
    duplex.config().setAutoRead(true);
    ctx.executor().schedule(() -> duplex.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }
}
