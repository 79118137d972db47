package cubby.gateway.adapter.store;

import cubby.gateway.app.port.OldRows;
import java.time.Instant;
import java.util.Optional;

/** Deletes old rows by their time, along an index. Confined to its connection's thread. */
final class OldRowsTable implements OldRows {
  private final Statements statements;

  OldRowsTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public int deleteEvents(Instant before, int limit) {
    return delete("event_log", "received_at", "", before, limit);
  }

  @Override
  public int deleteMessages(Instant before, int limit) {
    return delete("messages", "created_at", " AND state <> 'WAITING'", before, limit);
  }

  @Override
  public int deleteWebhookEvents(Instant before, int limit) {
    String done =
        " AND spread = 1 AND NOT EXISTS"
            + " (SELECT 1 FROM webhook_deliveries d WHERE d.event_id = webhook_events.id)";
    return delete("webhook_events", "at", done, before, limit);
  }

  /** The shared SQL has no DELETE with a limit: first the time of the last row that is to go. */
  private int delete(String table, String time, String condition, Instant before, int limit) {
    String old = " WHERE " + time + " < ?" + condition;
    Optional<Instant> last =
        statements.one(
            "SELECT " + time + " FROM " + table + old + " ORDER BY " + time + " LIMIT 1 OFFSET ?",
            row -> Statements.time(row, time),
            before,
            limit - 1);
    Instant end = last.map(at -> at.plusMillis(1)).orElse(before);
    return statements.all("DELETE FROM " + table + old + " RETURNING 1", row -> 1, end).size();
  }
}
