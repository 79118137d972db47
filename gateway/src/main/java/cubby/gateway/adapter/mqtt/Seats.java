package cubby.gateway.adapter.mqtt;

import cubby.gateway.app.port.CabinetInbox;
import cubby.wire.Topic;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One seat a cabinet: which session speaks for it now. Everything that reaches the inbox goes
 * through a seat, under its lock, so that the inbox sees the lives of a cabinet's sessions one
 * after the other although each runs on its own event loop. A seat stays once made: there are only
 * as many as cabinets that ever authenticated.
 */
final class Seats {

  private final ConcurrentHashMap<String, Seat> byCabinet = new ConcurrentHashMap<>();
  private final CabinetInbox inbox;

  Seats(CabinetInbox inbox) {
    this.inbox = inbox;
  }

  /** The seat of an authenticated cabinet. */
  Seat of(String cabinet) {
    return byCabinet.computeIfAbsent(cabinet, Seat::new);
  }

  /** The session that speaks for the cabinet, from any thread; null while there is none. */
  @Nullable CabinetSession sessionOf(String cabinet) {
    Seat seat = byCabinet.get(cabinet);
    return seat == null ? null : seat.holder;
  }

  /** The place that at most one session of a cabinet holds. */
  final class Seat {

    private final String cabinet;
    private volatile @Nullable CabinetSession holder;

    private Seat(String cabinet) {
      this.cabinet = cabinet;
    }

    String cabinet() {
      return cabinet;
    }

    /** The newer session wins; the older one ends without its will. */
    synchronized void take(CabinetSession session) {
      CabinetSession older = holder;
      holder = session;
      if (older != null) {
        older.endFor(MqttRefusal.TAKEN_OVER);
      }
      inbox.connected(cabinet);
    }

    /** An uplink of the holder; null when the session holds the seat no more. */
    synchronized @Nullable CompletionStage<Void> deliver(
        CabinetSession session, Topic topic, byte[] payload) {
      return session.equals(holder) ? inbox.received(cabinet, topic, payload) : null;
    }

    /** The session ended; its will is told, unless a newer one took the seat. */
    synchronized void leave(CabinetSession session, Optional<byte[]> will) {
      if (!session.equals(holder)) {
        return;
      }
      holder = null;
      will.ifPresent(payload -> inbox.received(cabinet, Topic.GONE, payload));
      inbox.disconnected(cabinet);
    }
  }
}
