package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Partners;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Partners, their webhooks and deliveries. Confined to its connection's thread. */
final class PartnerTable implements Partners {
  private final Statements statements;

  PartnerTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void add(String id, String name, String keyIndex, Instant now) {
    statements.execute(
        "INSERT INTO partners (id, name, key_index, created_at) VALUES (?, ?, ?, ?)",
        id,
        name,
        keyIndex,
        now);
  }

  @Override
  public Optional<String> byKey(String keyIndex) {
    return statements.one(
        "SELECT id FROM partners WHERE key_index = ?", row -> row.getString("id"), keyIndex);
  }

  @Override
  public void addEndpoint(Endpoint endpoint) {
    statements.execute(
        """
        INSERT INTO webhook_endpoints (id, partner_id, url, sealed_secret, events, created_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        endpoint.id(),
        endpoint.partner(),
        endpoint.url(),
        endpoint.sealedSecret(),
        "," + String.join(",", endpoint.events()) + ",",
        endpoint.createdAt());
  }

  @Override
  public List<Endpoint> endpoints(String partner) {
    return statements.all(
        "SELECT * FROM webhook_endpoints WHERE partner_id = ? ORDER BY created_at, id",
        PartnerTable::endpointOf,
        partner);
  }

  private static Endpoint endpointOf(ResultSet row) throws SQLException {
    String events = row.getString("events");
    return new Endpoint(
        row.getString("id"),
        row.getString("partner_id"),
        row.getString("url"),
        row.getString("sealed_secret"),
        Arrays.asList(events.substring(1, events.length() - 1).split(",", -1)),
        Statements.time(row, "created_at"),
        Statements.maybeTime(row, "disabled_at").orElse(null));
  }

  @Override
  public boolean removeEndpoint(String partner, String id) {
    statements.execute(
        """
        DELETE FROM webhook_deliveries WHERE endpoint_id =
          (SELECT id FROM webhook_endpoints WHERE id = ? AND partner_id = ?)
        """,
        id,
        partner);
    return !statements
        .all(
            "DELETE FROM webhook_endpoints WHERE id = ? AND partner_id = ? RETURNING 1",
            row -> 1,
            id,
            partner)
        .isEmpty();
  }

  @Override
  public boolean hasUnspread() {
    return statements
        .one("SELECT 1 FROM webhook_events WHERE spread = 0 LIMIT 1", row -> 1)
        .isPresent();
  }

  @Override
  public int spread(Instant now, int limit) {
    List<String> events =
        statements.all(
            "SELECT id FROM webhook_events WHERE spread = 0 ORDER BY at, id LIMIT ?",
            row -> row.getString("id"),
            limit);
    for (String event : events) {
      statements.execute(
          """
          INSERT INTO webhook_deliveries
            (event_id, endpoint_id, state, attempts, next_at, last_error)
          SELECT e.id, p.id, 'WAITING', 0, ?, ''
          FROM webhook_events e JOIN webhook_endpoints p ON p.partner_id = e.partner_id
          WHERE e.id = ? AND p.disabled_at IS NULL AND p.events LIKE '%,' || e.type || ',%'
          ON CONFLICT (event_id, endpoint_id) DO NOTHING
          """,
          now, event);
      statements.execute("UPDATE webhook_events SET spread = 1 WHERE id = ?", event);
    }
    return events.size();
  }

  @Override
  public List<Delivery> due(Instant now, int perEndpoint, int limit) {
    return statements.all(
        """
        SELECT d.*, e.type, e.at, e.json, p.url, p.sealed_secret, p.failing_since
        FROM webhook_endpoints p
        JOIN webhook_deliveries d ON d.endpoint_id = p.id
        JOIN webhook_events e ON e.id = d.event_id
        WHERE p.disabled_at IS NULL AND d.event_id IN (
          SELECT w.event_id FROM webhook_deliveries w
          WHERE w.endpoint_id = p.id AND w.state = 'WAITING' AND w.next_at <= ?
          ORDER BY w.next_at, w.event_id LIMIT ?)
        ORDER BY d.next_at, d.event_id LIMIT ?
        """,
        PartnerTable::deliveryOf,
        now,
        perEndpoint,
        limit);
  }

  private static Delivery deliveryOf(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("endpoint_id"),
        row.getString("url"),
        row.getString("sealed_secret"),
        row.getString("event_id"),
        row.getString("type"),
        Statements.time(row, "at"),
        row.getString("json"),
        row.getInt("attempts"),
        Statements.maybeTime(row, "failing_since").orElse(null));
  }

  @Override
  public void delivered(Delivery delivery, Instant now) {
    statements.execute(
        """
        UPDATE webhook_deliveries SET state = 'DELIVERED', attempts = attempts + 1, ended_at = ?
        WHERE event_id = ? AND endpoint_id = ? AND state = 'WAITING'
        """,
        now,
        delivery.eventId(),
        delivery.endpointId());
    statements.execute(
        "UPDATE webhook_endpoints SET failing_since = NULL WHERE id = ?", delivery.endpointId());
  }

  @Override
  public void failed(Delivery delivery, Instant now, @Nullable Instant nextAt, String error) {
    statements.execute(
        """
        UPDATE webhook_deliveries
        SET attempts = attempts + 1, last_error = ?, state = ?, next_at = ?, ended_at = ?
        WHERE event_id = ? AND endpoint_id = ? AND state = 'WAITING'
        """,
        error,
        nextAt == null ? "DEAD" : "WAITING",
        nextAt == null ? now : nextAt,
        nextAt == null ? Optional.of(now) : Optional.empty(),
        delivery.eventId(),
        delivery.endpointId());
    statements.execute(
        """
        UPDATE webhook_endpoints SET failing_since = COALESCE(failing_since, ?) WHERE id = ?
        """,
        now,
        delivery.endpointId());
  }

  @Override
  public void disable(String endpointId, Instant now) {
    statements.execute(
        "UPDATE webhook_endpoints SET disabled_at = ? WHERE id = ?", now, endpointId);
    statements.execute(
        """
        UPDATE webhook_deliveries SET state = 'DEAD', ended_at = ?, last_error = 'disabled'
        WHERE endpoint_id = ? AND state = 'WAITING'
        """,
        now,
        endpointId);
  }

  @Override
  public Backlog backlog() {
    return new Backlog(inState("WAITING"), inState("DEAD"));
  }

  private long inState(String state) {
    return statements
        .one(
            "SELECT COUNT(*) AS n FROM webhook_deliveries WHERE state = ?",
            row -> row.getLong("n"),
            state)
        .orElse(0L);
  }

  @Override
  public int deleteEndedBefore(Instant then) {
    return statements
        .all(
            """
            DELETE FROM webhook_deliveries WHERE state <> 'WAITING' AND ended_at < ? RETURNING 1
            """,
            row -> 1,
            then)
        .size();
  }
}
