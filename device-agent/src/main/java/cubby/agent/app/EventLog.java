package cubby.agent.app;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.agent.app.port.Journal.StoredEvent;
import cubby.agent.app.port.JournalException;
import cubby.agent.domain.Outbox;
import cubby.wire.v1.EpochStart;
import cubby.wire.v1.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * The durable, uncommitted events once more in memory, encoded, so that the link never waits for
 * the disk. Gapless; at most {@link Outbox#CAPACITY}. Callable from any thread.
 */
final class EventLog {

  private static final int START_SLOTS = 256;
  private static final byte[] NOTHING = {};

  /** A ring: the event with number n is at n modulo the length, which is a power of two. */
  private byte[][] ring = new byte[START_SLOTS][];

  private long first = 1;
  private long last;

  /**
   * The starts of the agent among these events.
   *
   * @throws JournalException where one of them cannot be read
   */
  static List<EpochStart> starts(List<StoredEvent> events) throws JournalException {
    List<EpochStart> starts = new ArrayList<>();
    for (StoredEvent stored : events) {
      Event event;
      try {
        event = Event.parseFrom(stored.bytes());
      } catch (InvalidProtocolBufferException e) {
        throw new JournalException("event " + stored.sequence() + " cannot be read", e);
      }
      if (event.hasBooted()) {
        starts.add(
            EpochStart.newBuilder()
                .setEpoch(event.getEpoch())
                .setFirstEvent(stored.sequence())
                .build());
      }
    }
    return List.copyOf(starts);
  }

  synchronized void append(List<StoredEvent> events) {
    for (StoredEvent event : events) {
      append(event);
    }
  }

  private void append(StoredEvent event) {
    if (event.sequence() != last + 1 || last < first) {
      first = event.sequence();
    }
    last = event.sequence();
    if (last - first >= ring.length) {
      grow();
    }
    ring[slot(last)] = event.bytes();
  }

  private void grow() {
    byte[][] old = ring;
    ring = new byte[old.length * 2][];
    for (long sequence = first; sequence < last; sequence++) {
      ring[slot(sequence)] = old[(int) (sequence & (old.length - 1))];
    }
  }

  private int slot(long sequence) {
    return (int) (sequence & (ring.length - 1));
  }

  synchronized void dropThrough(long sequence) {
    while (first <= last && first <= sequence) {
      ring[slot(first)] = NOTHING;
      first++;
    }
  }

  synchronized List<Event> after(long sequence, int limit) {
    long from = Math.max(sequence + 1, first);
    List<Event> events = new ArrayList<>(Math.max(0, (int) Math.min(limit, last - from + 1)));
    for (long next = from; next <= last && events.size() < limit; next++) {
      events.add(decoded(ring[slot(next)]));
    }
    return events;
  }

  private static Event decoded(byte[] bytes) {
    try {
      return Event.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the journal holds an event that cannot be read", e);
    }
  }
}
