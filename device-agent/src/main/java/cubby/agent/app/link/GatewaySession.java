package cubby.agent.app.link;

import cubby.agent.app.Cabinet;
import cubby.agent.app.Cabinet.Snapshot;
import cubby.hardware.CabinetProfile;
import cubby.hardware.Timeline;
import cubby.wire.Topic;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the gateway in the picture: hello first on every connection, then the event stream from the
 * last confirmed event on, until it is confirmed; and hands genuine downlinks to the cabinet.
 *
 * <p>All sending happens in {@link #pump}, which looks at what is and does what is missing. Calls
 * from outside only say that something changed; they are coalesced into one pending run, so there
 * is no queue that could grow. Downlinks are judged on the transport's thread and go straight to
 * the cabinet, whose own queue is bounded.
 */
public final class GatewaySession implements GatewayTransport.Listener, AutoCloseable {
  /** How often time-outs are looked at and refused sends are tried again. */
  static final long TICK_MILLIS = 1_000;

  /**
   * A hello is answered by a confirmation, whatever was confirmed before. One without an answer may
   * be lost on a connection that stands, and is said again after this long.
   */
  static final long HELLO_AGAIN_MILLIS = 10_000;

  /** Between two telemetry messages. */
  static final long TELEMETRY_MILLIS = 30_000;

  private static final Logger LOG = LoggerFactory.getLogger(GatewaySession.class);

  private final Cabinet cabinet;
  private final GatewayTransport transport;
  private final DownlinkJudge judge;
  private final UplinkMessages messages;
  private final Timeline timeline;
  private final LongSupplier utcMillis;
  private final LinkObserver observer;
  private final Executor pumping;

  private final AtomicBoolean pumpPending = new AtomicBoolean();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong confirmedThrough = new AtomicLong();
  private final AtomicLong sentThrough = new AtomicLong();
  private volatile boolean up;
  private volatile boolean greeted;
  private volatile boolean answered;
  private volatile boolean closed;

  // Only touched by pump, valid for one connection.
  private int greetedConnection;
  private @Nullable UplinkWindow window;
  private long greetedMillis;
  private long telemetryDueMillis;

  /**
   * @param judge for the same cabinet
   * @param agentVersion told to the gateway
   * @param timeline the one that the cabinet runs on: deadlines of actions are on its uptime
   * @param utcMillis wall clock in epoch milliseconds, 0 while it is not trusted
   * @param pumping runs one task at a time; holds at most one of ours
   */
  public GatewaySession(
      Cabinet cabinet,
      GatewayTransport transport,
      DownlinkJudge judge,
      String agentVersion,
      CabinetProfile profile,
      Timeline timeline,
      LongSupplier utcMillis,
      LinkObserver observer,
      Executor pumping) {
    this.cabinet = cabinet;
    this.transport = transport;
    this.judge = judge;
    this.messages = new UplinkMessages(agentVersion, profile);
    this.timeline = timeline;
    this.utcMillis = utcMillis;
    this.observer = observer;
    this.pumping = pumping;
  }

  /** Starts to look for the gateway. Called once. */
  public void start() {
    confirmedThrough.set(cabinet.snapshot().committedThrough());
    cabinet.listen(this::wake);
    transport.open(this);
    timeline.after(TICK_MILLIS, this::tick);
  }

  /** Whether the gateway has been greeted on a connection that still stands. */
  public boolean isConnected() {
    return up && greeted;
  }

  /**
   * Ends the connection in good order. Does not wait for unconfirmed events: the journal has them.
   */
  @Override
  public void close() {
    closed = true;
    up = false;
    transport.close();
    observer.connected(false);
  }

  @Override
  public void connected() {
    greeted = false;
    answered = false;
    connections.incrementAndGet();
    up = true;
    observer.connected(true);
    LOG.info("link: away -> connected, connection {}", connections.get());
    wake();
  }

  @Override
  public void disconnected() {
    up = false;
    greeted = false;
    observer.connected(false);
    LOG.info("link: connected -> away, connection {}", connections.get());
    wake();
  }

  @Override
  public void arrived(String topic, byte[] payload, boolean retained) {
    switch (judge.judge(topic, payload, retained)) {
      case Downlink.ActionDown(var action) -> {
        if (!cabinet.actionArrived(action)) {
          refused(DownlinkRefusal.QUEUE_FULL);
        }
      }
      case Downlink.DesiredDown(var desired) -> {
        if (!cabinet.desiredArrived(desired)) {
          refused(DownlinkRefusal.QUEUE_FULL);
        }
      }
      case Downlink.CommittedDown(long epoch, long through) -> committed(epoch, through);
      case Downlink.RefusedDown(var reason) -> refused(reason);
    }
  }

  private void committed(long epoch, long said) {
    if (epoch != cabinet.snapshot().epoch()) {
      // After a lost journal an old word would be about other events.
      refused(DownlinkRefusal.STALE_EPOCH);
      return;
    }
    if (said > Math.max(sentThrough.get(), cabinet.snapshot().lastSequence())) {
      refused(DownlinkRefusal.NEVER_SENT);
      return;
    }
    answered = true;
    // What an earlier life of the agent sent is sent once more, and answered as a repetition.
    long through = Math.min(said, sentThrough.get());
    long before = confirmedThrough.getAndAccumulate(through, Math::max);
    if (through > before) {
      observer.eventsCommitted(through - before);
      wake();
    }
    // Repeated where the cabinet's full queue lost an earlier word.
    if (through > cabinet.snapshot().committedThrough()) {
      cabinet.committed(through);
    }
  }

  private void refused(DownlinkRefusal reason) {
    observer.downlinkRefused(reason);
    // The topic is not logged: it is the sender's text.
    LOG.warn("downlink refused, reason {}", reason);
  }

  private void tick() {
    if (!closed) {
      wake();
      timeline.after(TICK_MILLIS, this::tick);
    }
  }

  private void wake() {
    if (!closed && pumpPending.compareAndSet(false, true)) {
      pumping.execute(this::pump);
    }
  }

  private void pump() {
    // Cleared first: a change during this run makes another one.
    pumpPending.set(false);
    if (!up) {
      window = null;
      return;
    }
    long now = timeline.uptimeMillis();
    int connection = connections.get();
    if (window == null || connection != greetedConnection || isSilent(now)) {
      if (!greet(now)) {
        return;
      }
      if (connection != greetedConnection) {
        greetedConnection = connection;
        telemetryDueMillis = now;
      }
    }
    window = sendEvents(currentWindow(now), now);
    sendTelemetry(now);
  }

  private boolean greet(long now) {
    Snapshot snapshot = cabinet.snapshot();
    if (snapshot.lastSequence() < Math.max(sentThrough.get(), confirmedThrough.get())) {
      // The snapshot follows the events by a moment. A hello with a smaller number than the gateway
      // has would say that this cabinet lost its journal. The change of the snapshot comes here.
      return false;
    }
    long confirmed = confirmedThrough.get();
    byte[] hello =
        messages
            .hello(
                snapshot,
                cabinet.firstEventOfEpoch(),
                cabinet.earlierEpochs(),
                confirmed,
                now,
                utcMillis.getAsLong())
            .toByteArray();
    if (!transport.publish(Topic.HELLO, hello)) {
      return false;
    }
    window = UplinkWindow.open(confirmed, now);
    greetedMillis = now;
    greeted = true;
    LOG.info(
        "hello sent, epoch {}, last event {}, confirmed {}",
        snapshot.epoch(),
        snapshot.lastSequence(),
        confirmed);
    return true;
  }

  private UplinkWindow currentWindow(long now) {
    UplinkWindow open = window == null ? UplinkWindow.open(confirmedThrough.get(), now) : window;
    return open.confirmed(confirmedThrough.get(), now);
  }

  /**
   * Whether the gateway lets a hello or events wait for an answer. It may have missed the hello, or
   * have forgotten it in a restart that this connection outlived: then everything is said again.
   */
  private boolean isSilent(long now) {
    UplinkWindow current = currentWindow(now);
    if (current.isOverdue(now)) {
      LOG.warn("no confirmation, sending again from event {}", current.confirmedThrough() + 1);
      observer.resent();
      return true;
    }
    return !answered && now - greetedMillis >= HELLO_AGAIN_MILLIS;
  }

  private UplinkWindow sendEvents(UplinkWindow from, long now) {
    UplinkWindow current = from;
    while (current.hasRoom()) {
      List<Event> events = cabinet.eventsAfter(current.sentThrough(), EventBatches.MAX_EVENTS);
      if (events.isEmpty()) {
        break;
      }
      EventBatch batch = EventBatches.first(events);
      long last = batch.getEvents(batch.getEventsCount() - 1).getSequence();
      // Before the pipe has it: the answer may be faster than this thread.
      sentThrough.accumulateAndGet(last, Math::max);
      if (!transport.publish(Topic.EVENTS, batch.toByteArray())) {
        break;
      }
      observer.eventsSent(batch.getEventsCount());
      current = current.sent(last, now);
    }
    return current;
  }

  private void sendTelemetry(long now) {
    if (now >= telemetryDueMillis) {
      // May be lost: whether the pipe took it is not looked at.
      transport.publish(Topic.TELEMETRY, messages.telemetry(cabinet.snapshot(), now).toByteArray());
      telemetryDueMillis = now + TELEMETRY_MILLIS;
    }
  }
}
