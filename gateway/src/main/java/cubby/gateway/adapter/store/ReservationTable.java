package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Reservations;
import cubby.gateway.domain.cabinet.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Reservations of partners. What every deposit asks is prepared, the rest goes through Jdbi. */
final class ReservationTable implements Reservations {
  private final Statements statements;
  private final Handle handle;

  ReservationTable(Statements statements, Handle handle) {
    this.statements = statements;
    this.handle = handle;
  }

  @Override
  public void add(ReservationRow row) {
    handle
        .createUpdate(
            """
            INSERT INTO reservations (id, partner_id, external_id, cabinet, compartment, size, low,
              sealed_phone, created_at, expires_at, state, deposit_id)
            VALUES (:id, :partner, :external, :cabinet, :compartment, :size, :low, :sealedPhone,
              :createdAt, :expiresAt, :state, :deposit)\
            """)
        .bind("id", row.id())
        .bind("partner", row.partnerId())
        .bind("external", row.externalId())
        .bind("cabinet", row.cabinet())
        .bind("compartment", row.compartment())
        .bind("size", row.size().name())
        .bind("low", row.low() ? 1 : 0)
        .bind("sealedPhone", row.sealedPhone())
        .bind("createdAt", row.createdAt().toEpochMilli())
        .bind("expiresAt", row.expiresAt().toEpochMilli())
        .bind("state", row.state().name())
        .bind("deposit", row.depositId())
        .execute();
  }

  @Override
  public Optional<ReservationRow> find(String id) {
    return handle
        .createQuery("SELECT * FROM reservations WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> row(row))
        .findOne();
  }

  @Override
  public Optional<ReservationRow> byExternalId(String partnerId, String externalId) {
    return handle
        .createQuery(
            "SELECT * FROM reservations WHERE partner_id = :partner AND external_id = :external")
        .bind("partner", partnerId)
        .bind("external", externalId)
        .map((row, _) -> row(row))
        .findOne();
  }

  @Override
  public Optional<ReservationRow> ofDeposit(String depositId) {
    return handle
        .createQuery("SELECT * FROM reservations WHERE deposit_id = :deposit AND state = 'USED'")
        .bind("deposit", depositId)
        .map((row, _) -> row(row))
        .findFirst();
  }

  @Override
  public Set<Integer> held(String cabinet) {
    return Set.copyOf(
        statements.all(
            "SELECT compartment FROM reservations WHERE cabinet = ? AND state = 'HELD'",
            row -> row.getInt(1),
            cabinet));
  }

  @Override
  public int countHeld(String partnerId) {
    return handle
        .createQuery(
            "SELECT count(*) FROM reservations WHERE partner_id = :partner AND state = 'HELD'")
        .bind("partner", partnerId)
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public List<ReservationRow> expired(Instant now, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM reservations WHERE state = 'HELD' AND expires_at <= :now
            ORDER BY expires_at LIMIT :limit\
            """)
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .map((row, _) -> row(row))
        .list();
  }

  @Override
  public void end(String id, State state, String depositId) {
    handle
        .createUpdate(
            "UPDATE reservations SET state = :state, deposit_id = :deposit WHERE id = :id")
        .bind("state", state.name())
        .bind("deposit", depositId)
        .bind("id", id)
        .execute();
  }

  private static ReservationRow row(ResultSet row) throws SQLException {
    return new ReservationRow(
        row.getString("id"),
        row.getString("partner_id"),
        row.getString("external_id"),
        row.getString("cabinet"),
        row.getInt("compartment"),
        Size.valueOf(row.getString("size")),
        row.getInt("low") == 1,
        row.getString("sealed_phone"),
        Statements.time(row, "created_at"),
        Statements.time(row, "expires_at"),
        State.valueOf(row.getString("state")),
        row.getString("deposit_id"));
  }
}
