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

  private final EventRing ring = new EventRing(START_SLOTS);

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

  /** To be called once these are durable. */
  void append(List<StoredEvent> events) {
    ring.append(events);
  }

  void dropThrough(long sequence) {
    ring.dropThrough(sequence);
  }

  List<Event> after(long sequence, int limit) {
    // Decoded outside of the monitor: whoever sends does not hold up the cabinet's thread.
    return ring.after(sequence, limit).stream().map(EventLog::decoded).toList();
  }

  private static Event decoded(byte[] bytes) {
    try {
      return Event.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the journal holds an event that cannot be read", e);
    }
  }
}
