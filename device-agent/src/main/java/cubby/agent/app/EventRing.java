package cubby.agent.app;

import cubby.agent.app.port.Journal.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The hand-over of durable events from the cabinet's thread to those that send them: a gapless run
 * of numbers that grows at its end and is dropped from its beginning. Callable from any thread;
 * everything is under one monitor.
 */
public final class EventRing {
  private static final byte[] NOTHING = {};

  /** The event with number n is at n modulo the length, which is a power of two. */
  private byte[][] ring;

  private long first = 1;
  private long last;

  /**
   * @param startSlots room at first, a power of two; the outbox bounds how far it grows
   */
  public EventRing(int startSlots) {
    ring = new byte[startSlots][];
  }

  /** Adds events that are durable, all at once: nobody sees a part of them. */
  public synchronized void append(List<StoredEvent> events) {
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

  /** Forgets the events up to and with a number: the gateway has them. */
  public synchronized void dropThrough(long sequence) {
    while (first <= last && first <= sequence) {
      ring[slot(first)] = NOTHING;
      first++;
    }
  }

  /** The oldest events behind a number, in order and without a gap. */
  public synchronized List<byte[]> after(long sequence, int limit) {
    long from = Math.max(sequence + 1, first);
    List<byte[]> events = new ArrayList<>(Math.max(0, (int) Math.min(limit, last - from + 1)));
    for (long next = from; next <= last && events.size() < limit; next++) {
      events.add(ring[slot(next)]);
    }
    return events;
  }
}
