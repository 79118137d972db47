package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Actions;
import cubby.gateway.domain.action.ActionState;
import cubby.gateway.domain.action.Order;
import cubby.gateway.domain.action.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Actions. */
final class ActionTable implements Actions {
  private final Handle handle;

  ActionTable(Handle handle) {
    this.handle = handle;
  }

  @Override
  public void add(ActionRow action) {
    Order order = action.order();
    handle
        .createUpdate(
            """
            INSERT INTO actions (id, cabinet, sequence, epoch, deadline_uptime_millis, what,
              compartment, purpose, deposit_id, right_id, reason, actor, state, detail, created_at)
            VALUES (:id, :cabinet, :sequence, :epoch, :deadline, :what, :compartment, :purpose,
              :deposit, :right, :reason, :actor, :state, :detail, :createdAt)\
            """)
        .bind("id", action.id())
        .bind("cabinet", action.cabinet())
        .bind("sequence", action.sequence())
        .bind("epoch", action.epoch())
        .bind("deadline", action.deadlineUptimeMillis())
        .bind("what", what(order))
        .bind("compartment", order.compartment())
        .bind("purpose", order instanceof Order.Open open ? open.purpose().name() : "")
        .bind("deposit", order.depositId())
        .bind("right", order instanceof Order.Open open ? open.rightId() : "")
        .bind("reason", order instanceof Order.Quarantine quarantine ? quarantine.reason() : "")
        .bind("actor", action.by())
        .bind("state", action.state().name())
        .bind("detail", action.detail())
        .bind("createdAt", action.createdAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<ActionRow> find(String id) {
    return handle
        .createQuery("SELECT * FROM actions WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> row(row))
        .findOne();
  }

  @Override
  public List<ActionRow> pending(String cabinet) {
    return handle
        .createQuery(
            """
            SELECT * FROM actions WHERE cabinet = :cabinet AND state = 'PENDING'
            ORDER BY sequence\
            """)
        .bind("cabinet", cabinet)
        .map((row, _) -> row(row))
        .list();
  }

  @Override
  public List<ActionRow> pendingSince(Instant then, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM actions WHERE state = 'PENDING' AND created_at <= :then
            ORDER BY created_at, id LIMIT :limit\
            """)
        .bind("then", then.toEpochMilli())
        .bind("limit", limit)
        .map((row, _) -> row(row))
        .list();
  }

  @Override
  public Optional<ActionRow> pendingOf(String depositId) {
    return handle
        .createQuery(
            """
            SELECT * FROM actions WHERE deposit_id = :deposit AND state = 'PENDING'
            ORDER BY sequence DESC LIMIT 1\
            """)
        .bind("deposit", depositId)
        .map((row, _) -> row(row))
        .findFirst();
  }

  @Override
  public void finish(String id, ActionState state, String detail, Instant at) {
    handle
        .createUpdate(
            """
            UPDATE actions SET state = :state, detail = :detail, finished_at = :at
            WHERE id = :id AND state = 'PENDING'\
            """)
        .bind("state", state.name())
        .bind("detail", detail)
        .bind("at", at.toEpochMilli())
        .bind("id", id)
        .execute();
  }

  private static String what(Order order) {
    return switch (order) {
      case Order.Open _ -> "OPEN";
      case Order.Abort _ -> "ABORT";
      case Order.Release _ -> "RELEASE";
      case Order.Quarantine _ -> "QUARANTINE";
    };
  }

  private static Order order(ResultSet row) throws SQLException {
    int compartment = row.getInt("compartment");
    String deposit = row.getString("deposit_id");
    String what = row.getString("what");
    return switch (what) {
      case "OPEN" ->
          new Order.Open(
              compartment,
              Purpose.valueOf(row.getString("purpose")),
              deposit,
              row.getString("right_id"));
      case "ABORT" -> new Order.Abort(compartment, deposit);
      case "RELEASE" -> new Order.Release(compartment);
      case "QUARANTINE" -> new Order.Quarantine(compartment, row.getString("reason"));
      default -> throw new IllegalStateException("an action that the schema forbids: " + what);
    };
  }

  private static ActionRow row(ResultSet row) throws SQLException {
    return new ActionRow(
        row.getString("id"),
        row.getString("cabinet"),
        row.getLong("sequence"),
        row.getLong("epoch"),
        row.getLong("deadline_uptime_millis"),
        order(row),
        row.getString("actor"),
        ActionState.valueOf(row.getString("state")),
        row.getString("detail"),
        Statements.time(row, "created_at"));
  }
}
