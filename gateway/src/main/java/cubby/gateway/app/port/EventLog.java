package cubby.gateway.app.port;

import java.time.Instant;

/**
 * The cabinets' events as they came. Batches that follow each other may be kept as one: within a
 * row, an event whose number does not grow is a repeat.
 */
public interface EventLog {

  /**
   * Keeps a batch.
   *
   * @param first number of the first event that was new
   * @param last number of the last event
   * @param payload the EventBatch off the wire
   */
  void add(
      String cabinet, int generation, long first, long last, Instant receivedAt, byte[] payload);

  /** Keeps a place, as a row without events, for events that are lost on the gateway's side. */
  default void lost(String cabinet, int generation, long first, long last, Instant noticedAt) {
    add(cabinet, generation, first, last, noticedAt, new byte[0]);
  }
}
