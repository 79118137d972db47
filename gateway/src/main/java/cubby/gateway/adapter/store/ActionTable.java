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

/** Actions. */
final class ActionTable implements Actions {
  private final Statements statements;

  ActionTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void add(ActionRow action) {
    Order order = action.order();
    statements.execute(
        """
        INSERT INTO actions (id, cabinet, sequence, epoch, deadline_uptime_millis, what,
          compartment, purpose, deposit_id, right_id, reason, actor, state, detail, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?,
          ?, ?, ?, ?, ?, ?, ?)\
        """,
        action.id(),
        action.cabinet(),
        action.sequence(),
        action.epoch(),
        action.deadlineUptimeMillis(),
        what(order),
        order.compartment(),
        order instanceof Order.Open open ? open.purpose().name() : "",
        order.depositId(),
        order instanceof Order.Open open ? open.rightId() : "",
        order.reason(),
        action.by(),
        action.state().name(),
        action.detail(),
        action.createdAt().toEpochMilli());
  }

  @Override
  public Optional<ActionRow> find(String id) {
    return statements.one("SELECT * FROM actions WHERE id = ?", ActionTable::row, id);
  }

  @Override
  public List<ActionRow> pending(String cabinet) {
    return statements.all(
        """
        SELECT * FROM actions WHERE cabinet = ? AND state = 'PENDING'
        ORDER BY sequence\
        """,
        ActionTable::row,
        cabinet);
  }

  @Override
  public List<ActionRow> pendingSince(Instant then, int limit) {
    return statements.all(
        """
        SELECT * FROM actions WHERE state = 'PENDING' AND created_at <= ?
        ORDER BY cabinet, sequence LIMIT ?\
        """,
        ActionTable::row,
        then.toEpochMilli(),
        limit);
  }

  @Override
  public Optional<ActionRow> pendingOf(String depositId) {
    return statements.one(
        """
        SELECT * FROM actions WHERE deposit_id = ? AND state = 'PENDING'
        ORDER BY sequence DESC LIMIT 1\
        """,
        ActionTable::row,
        depositId);
  }

  @Override
  public List<ActionRow> explained(String cabinet, int limit) {
    return statements.all(
        """
        SELECT * FROM actions WHERE cabinet = ? AND reason <> ''
        ORDER BY sequence DESC LIMIT ?\
        """,
        ActionTable::row,
        cabinet,
        limit);
  }

  @Override
  public void finish(String id, ActionState state, String detail, Instant at) {
    statements.execute(
        """
        UPDATE actions SET state = ?, detail = ?, finished_at = ?
        WHERE id = ? AND state = 'PENDING'\
        """,
        state.name(),
        detail,
        at.toEpochMilli(),
        id);
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
              row.getString("right_id"),
              row.getString("reason"));
      case "ABORT" -> new Order.Abort(compartment, deposit);
      case "RELEASE" -> new Order.Release(compartment, deposit, row.getString("reason"));
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
