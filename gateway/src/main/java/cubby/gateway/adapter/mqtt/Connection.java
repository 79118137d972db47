package cubby.gateway.adapter.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket: waits for CONNECT, is open for the session of a cabinet, has ended. Everything runs
 * on the event loop of its channel, but for {@link #onLoop}.
 */
final class Connection extends ChannelInboundHandlerAdapter implements PacketGate.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** What a refused client gets to read its CONNACK before the socket is closed anyhow. */
  private static final int LINGER_MILLIS = 1_000;

  /** What all connections of an endpoint share. */
  record Shared(MqttLimits limits, ConnectRules rules, Seats seats, MqttCounts counts) {}

  /** Where the sweep holds this connection; its business alone. */
  int sweepIndex;

  private final Shared shared;
  private final Sweep sweep;
  private final Channel channel;

  /** Present from the accepted CONNECT on, also after the end. */
  private @Nullable CabinetSession session;

  private boolean ended;

  /** Ticks without a session: since the socket was accepted, then since the end. */
  private int ticks;

  private int messagesInPacket;
  private boolean inRead;
  private boolean flushDue;

  Connection(Shared shared, Sweep sweep, Channel channel) {
    this.shared = shared;
    this.sweep = sweep;
    this.channel = channel;
  }

  /** Runs the task on the event loop, now when it is this thread; false when the loop is gone. */
  boolean onLoop(Runnable task) {
    if (channel.eventLoop().inEventLoop()) {
      task.run();
      return true;
    }
    try {
      channel.eventLoop().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      // The endpoint was closed, and this connection with it.
      return false;
    }
  }

  // What Netty tells.

  @Override
  public void channelActive(ChannelHandlerContext context) {
    sweep.add(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    sweep.remove(this);
    end(null);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    inRead = true;
    messagesInPacket++;
    try {
      if (!ended) {
        heard((MqttMessage) message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    inRead = false;
    flushIfDue();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (session != null && !ended) {
      session.writabilityChanged();
    }
  }

  @Override
  public void packetRefused(MqttRefusal reason) {
    end(reason);
  }

  @Override
  public void packetEnded() {
    // The decoder waits for more, or saw more, where lengths within the packet lie.
    if (messagesInPacket != 1) {
      end(MqttRefusal.MALFORMED);
    }
    messagesInPacket = 0;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    boolean isTls =
        cause instanceof SSLException
            || (cause instanceof DecoderException && cause.getCause() instanceof SSLException);
    if (isTls) {
      LOG.debug("{}: {}", this, cause.toString());
      end(MqttRefusal.TLS);
    } else if (cause instanceof IOException) {
      LOG.debug("{}: lost: {}", this, cause.toString());
      end(null);
    } else {
      failed("unforeseen", cause);
    }
  }

  /** One beat of the sweep. */
  void tick() {
    if (ended) {
      if (++ticks > Sweep.ticks(LINGER_MILLIS)) {
        var _ = channel.close();
      }
    } else if (session == null) {
      if (++ticks > Sweep.ticks(shared.limits.connectMillis())) {
        end(MqttRefusal.CONNECT_LATE);
      }
    } else {
      MqttRefusal refusal = session.tick();
      if (refusal != null) {
        end(refusal);
      }
    }
  }

  // From packets to the session.

  private void heard(MqttMessage message) {
    if (message.decoderResult().isFailure()) {
      malformed(message.decoderResult().cause());
    } else if (session != null) {
      session.heard(message);
    } else if (message instanceof MqttConnectMessage connect) {
      connect(connect);
    } else {
      end(MqttRefusal.NOT_CONNECT);
    }
  }

  private void malformed(Throwable cause) {
    LOG.debug("{}: malformed: {}", this, cause.toString());
    if (session == null && cause instanceof MqttUnacceptableProtocolVersionException) {
      refuseConnect(
          MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION,
          MqttRefusal.UNSUPPORTED_VERSION);
    } else {
      end(MqttRefusal.MALFORMED);
    }
  }

  private void connect(MqttConnectMessage connect) {
    var verdict =
        shared.rules.judge(connect, cabinet -> MqttTls.peerMayBe(channel.pipeline(), cabinet));
    switch (verdict) {
      case ConnectRules.Refused(var code, var reason) -> refuseConnect(code, reason);
      case ConnectRules.Accepted accepted -> {
        CabinetSession accepting = new CabinetSession(this, shared, accepted);
        session = accepting;
        accepting.begin();
        LOG.debug("{}: connected", this);
        write(connAck(MqttConnectReturnCode.CONNECTION_ACCEPTED));
      }
    }
  }

  private void refuseConnect(MqttConnectReturnCode code, MqttRefusal reason) {
    markEnded(reason);
    channel.writeAndFlush(connAck(code)).addListener(ChannelFutureListener.CLOSE);
  }

  private static MqttConnAckMessage connAck(MqttConnectReturnCode code) {
    return MqttMessageBuilders.connAck().returnCode(code).sessionPresent(false).build();
  }

  // What the session asks for.

  boolean isWritable() {
    return channel.isWritable();
  }

  boolean isReading() {
    return channel.config().isAutoRead();
  }

  void read(boolean on) {
    if (on != isReading()) {
      channel.config().setAutoRead(on);
    }
  }

  /** Writes now and flushes once for all that happens in this read or this turn of the loop. */
  void write(MqttMessage message) {
    channel.write(message).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    if (flushDue) {
      return;
    }
    flushDue = true;
    if (!inRead) {
      channel.eventLoop().execute(this::flushIfDue);
    }
  }

  private void flushIfDue() {
    if (flushDue) {
      flushDue = false;
      channel.flush();
    }
  }

  /** A fault of ours: told to the log, and the connection ends. */
  void failed(String what, Throwable cause) {
    LOG.error("{}: {}", this, what, cause);
    end(MqttRefusal.INTERNAL);
  }

  void endForShutdown() {
    if (session != null) {
      session.forgetWill();
    }
    end(null);
  }

  /**
   * Ends the session, if any, and closes the socket.
   *
   * @param reason null when nothing was refused
   */
  void end(@Nullable MqttRefusal reason) {
    if (ended) {
      return;
    }
    markEnded(reason);
    flushIfDue();
    var _ = channel.close();
  }

  private void markEnded(@Nullable MqttRefusal reason) {
    ended = true;
    ticks = 0;
    if (reason != null) {
      shared.counts.refused(reason);
    }
    LOG.debug("{}: ended, {}", this, reason == null ? "nothing refused" : reason);
    if (session == null) {
      return;
    }
    try {
      session.end();
    } catch (RuntimeException e) {
      // Told here, for the callers are sweeps and close listeners that must go on.
      shared.counts.refused(MqttRefusal.INTERNAL);
      LOG.error("{}: the inbox failed at the end", this, e);
    }
  }

  @Override
  public String toString() {
    String who = session == null ? "stranger" : session.cabinet();
    return who + " at " + channel.remoteAddress();
  }
}
