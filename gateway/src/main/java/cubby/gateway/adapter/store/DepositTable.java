package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Deposits;
import cubby.gateway.domain.cabinet.CompartmentKind;
import cubby.gateway.domain.cabinet.Size;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositState;
import cubby.gateway.domain.deposit.EndReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Deposits. */
final class DepositTable implements Deposits {
  private static final String LIVE = "state IN ('OPENING', 'OPEN', 'STORED', 'COLLECTING')";

  private final Statements statements;

  DepositTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void add(Deposit deposit, String sealedPhone) {
    statements.execute(
        """
        INSERT INTO deposits (id, cabinet, wanted, low, kind, owner, sealed_phone, compartment,
          size, tried, state, cancelling, reason, created_at, reminders_sent, overdue)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)\
        """,
        deposit.id(),
        deposit.cabinet(),
        deposit.what().wanted(),
        deposit.what().low(),
        deposit.what().kind(),
        deposit.what().owner(),
        sealedPhone,
        deposit.compartment(),
        deposit.size(),
        numbers(deposit.tried()),
        deposit.state(),
        deposit.cancelling(),
        deposit.reason(),
        deposit.times().createdAt());
  }

  @Override
  public Optional<Deposit> find(String id) {
    return statements.one("SELECT * FROM deposits WHERE id = ?", DepositTable::row, id);
  }

  @Override
  public void save(Deposit deposit) {
    statements.execute(
        """
        UPDATE deposits SET compartment = ?, size = ?, tried = ?, state = ?, cancelling = ?,
          reason = ?, stored_at = ?, ended_at = ?, grace_until = ?, reminders_sent = ?,
          overdue = ?, next_due_at = ?, overdue_at = ?
        WHERE id = ?\
        """,
        deposit.compartment(),
        deposit.size(),
        numbers(deposit.tried()),
        deposit.state(),
        deposit.cancelling(),
        deposit.reason(),
        deposit.times().storedAt(),
        deposit.times().endedAt(),
        deposit.times().graceUntil(),
        deposit.reminders().sent(),
        deposit.reminders().overdue(),
        deposit.reminders().nextAt(),
        deposit.reminders().overdueAt(),
        deposit.id());
  }

  @Override
  public Optional<Recipient> recipient(String id) {
    return statements.one(
        "SELECT sealed_phone, message_sent_at FROM deposits WHERE id = ?",
        row ->
            new Recipient(
                row.getString("sealed_phone"), Statements.maybeTime(row, "message_sent_at")),
        id);
  }

  @Override
  public void messageSent(String id, Instant at) {
    statements.execute(
        "UPDATE deposits SET message_sent_at = ? WHERE id = ? AND message_sent_at IS NULL",
        at.toEpochMilli(),
        id);
  }

  @Override
  public List<Deposit> live(String cabinet) {
    return statements.all(
        "SELECT * FROM deposits WHERE cabinet = ? AND " + LIVE + " ORDER BY id",
        DepositTable::row,
        cabinet);
  }

  @Override
  public List<Deposit> ofOwner(String owner, boolean onlyLive, int limit) {
    return statements.all(
        "SELECT * FROM deposits WHERE owner = ?"
            + (onlyLive ? " AND " + LIVE : "")
            + " ORDER BY created_at DESC, id DESC LIMIT ?",
        DepositTable::row,
        owner,
        limit);
  }

  @Override
  public int countLive(String owner) {
    return statements
        .one(
            "SELECT count(*) FROM deposits WHERE owner = ? AND " + LIVE,
            row -> row.getInt(1),
            owner)
        .orElseThrow();
  }

  @Override
  public List<Deposit> due(Instant now, int limit) {
    return statements.all(
        """
        SELECT * FROM deposits WHERE next_due_at IS NOT NULL AND next_due_at <= ?
        ORDER BY next_due_at, id LIMIT ?\
        """,
        DepositTable::row,
        now.toEpochMilli(),
        limit);
  }

  @Override
  public List<Deposit> overdue(int limit) {
    return statements.all(
        """
        SELECT * FROM deposits WHERE overdue = 1 AND state IN ('STORED', 'COLLECTING')
        ORDER BY overdue_at, id LIMIT ?\
        """,
        DepositTable::row,
        limit);
  }

  private static String numbers(Set<Integer> numbers) {
    return new TreeSet<>(numbers).stream().map(Object::toString).collect(Collectors.joining(","));
  }

  private static Set<Integer> numbers(String text) {
    return text.isEmpty()
        ? Set.of()
        : Arrays.stream(text.split(",", -1))
            .map(Integer::valueOf)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Deposit row(ResultSet row) throws SQLException {
    return new Deposit(
        new Deposit.What(
            row.getString("id"),
            row.getString("cabinet"),
            Size.valueOf(row.getString("wanted")),
            row.getInt("low") == 1,
            CompartmentKind.valueOf(row.getString("kind")),
            row.getString("owner")),
        row.getInt("compartment"),
        Size.valueOf(row.getString("size")),
        numbers(row.getString("tried")),
        DepositState.valueOf(row.getString("state")),
        EndReason.valueOf(row.getString("cancelling")),
        EndReason.valueOf(row.getString("reason")),
        new Deposit.Times(
            Statements.time(row, "created_at"),
            Statements.maybeTime(row, "stored_at"),
            Statements.maybeTime(row, "ended_at"),
            Statements.maybeTime(row, "grace_until")),
        new Deposit.Reminders(
            row.getInt("reminders_sent"),
            row.getInt("overdue") == 1,
            Statements.maybeTime(row, "next_due_at"),
            Statements.maybeTime(row, "overdue_at")));
  }
}
