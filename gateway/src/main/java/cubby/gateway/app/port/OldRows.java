package cubby.gateway.app.port;

import java.time.Instant;

/**
 * Rows that served their purpose. Each call deletes the oldest, about as many as the limit (those
 * of one millisecond together), and answers how many; fewer than the limit means that no more are
 * left.
 */
public interface OldRows {

  /** Raw batches of events that came before. */
  int deleteEvents(Instant before, int limit);

  /** Messages of before that were sent or given up. */
  int deleteMessages(Instant before, int limit);

  /** What partners were told before, once no delivery of it is kept. */
  int deleteWebhookEvents(Instant before, int limit);
}
