package cubby.agent.app.link;

import com.google.protobuf.CodedOutputStream;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import java.util.List;

/** Cuts the event stream into messages that the wire takes. Pure. */
final class EventBatches {
  /** Most events in one message. */
  static final int MAX_EVENTS = 100;

  /** Aimed at below the wire's 64 KiB, so that envelope and headers always fit. */
  static final int MAX_BYTES = 48 * 1024;

  private EventBatches() {}

  /**
   * The longest batch of the list's first events within both limits. One event alone is always
   * taken, whatever its size: skipping it would stop the stream for ever.
   *
   * @param events not empty
   */
  static EventBatch first(List<Event> events) {
    EventBatch.Builder batch = EventBatch.newBuilder();
    int bytes = 0;
    for (Event event : events) {
      int size = CodedOutputStream.computeMessageSize(EventBatch.EVENTS_FIELD_NUMBER, event);
      boolean full = batch.getEventsCount() == MAX_EVENTS || bytes + size > MAX_BYTES;
      if (full && batch.getEventsCount() > 0) {
        break;
      }
      batch.addEvents(event);
      bytes += size;
    }
    return batch.build();
  }
}
