package cubby.gateway.adapter.store;

import cubby.gateway.app.port.EventLog;
import java.time.Instant;

/** The cabinets' raw events. */
final class EventLogTable implements EventLog {
  private final Statements statements;

  EventLogTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void add(
      String cabinet, int generation, long first, long last, Instant receivedAt, byte[] payload) {
    statements.execute(
        """
        INSERT INTO event_log (cabinet, generation, first_sequence, last_sequence, received_at,
          payload)
        VALUES (?, ?, ?, ?, ?, ?)\
        """,
        cabinet,
        generation,
        first,
        last,
        receivedAt,
        payload);
  }
}
