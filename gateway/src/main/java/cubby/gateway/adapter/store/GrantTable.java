package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Grants;
import cubby.gateway.domain.deposit.GrantState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Grants. */
final class GrantTable implements Grants {
  private static final String AT_CABINET = "cabinet = ? AND state IN ('LIVE', 'GRACE')";

  private final Statements statements;

  GrantTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void add(GrantRow grant) {
    statements.execute(
        """
        INSERT INTO grants (id, deposit_id, cabinet, is_primary, state, sealed_code,
          code_index, salt, sealed_token, token_index, sealed_phone, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?,
          ?, ?, ?, ?)\
        """,
        grant.id(),
        grant.depositId(),
        grant.cabinet(),
        grant.primary() ? 1 : 0,
        grant.state().name(),
        grant.sealedCode(),
        grant.codeIndex(),
        grant.salt(),
        grant.sealedToken(),
        grant.tokenIndex(),
        grant.sealedPhone(),
        grant.createdAt().toEpochMilli());
  }

  @Override
  public Optional<GrantRow> find(String id) {
    return statements.one("SELECT * FROM grants WHERE id = ?", GrantTable::row, id);
  }

  @Override
  public Optional<GrantRow> byToken(String tokenIndex) {
    return statements.one(
        "SELECT * FROM grants WHERE token_index = ?", GrantTable::row, tokenIndex);
  }

  @Override
  public List<GrantRow> ofDeposit(String depositId) {
    return statements.all(
        """
        SELECT * FROM grants WHERE deposit_id = ?
        ORDER BY is_primary DESC, created_at, id\
        """,
        GrantTable::row,
        depositId);
  }

  @Override
  public List<GrantRow> atCabinet(String cabinet) {
    return statements.all(
        "SELECT * FROM grants WHERE " + AT_CABINET + " ORDER BY id", GrantTable::row, cabinet);
  }

  @Override
  public int countAtCabinet(String cabinet) {
    return statements
        .one("SELECT count(*) FROM grants WHERE " + AT_CABINET, row -> row.getInt(1), cabinet)
        .orElseThrow();
  }

  @Override
  public boolean codeInUse(String cabinet, String codeIndex) {
    return statements
            .one(
                "SELECT count(*) FROM grants WHERE code_index = ? AND " + AT_CABINET,
                row -> row.getInt(1),
                codeIndex,
                cabinet)
            .orElseThrow()
        > 0;
  }

  @Override
  public void setState(String id, GrantState state, Instant at) {
    statements.execute(
        "UPDATE grants SET state = ?, ended_at = ? WHERE id = ?",
        state.name(),
        at.toEpochMilli(),
        id);
  }

  private static GrantRow row(ResultSet row) throws SQLException {
    return new GrantRow(
        row.getString("id"),
        row.getString("deposit_id"),
        row.getString("cabinet"),
        row.getInt("is_primary") == 1,
        GrantState.valueOf(row.getString("state")),
        row.getString("sealed_code"),
        row.getString("code_index"),
        row.getString("salt"),
        row.getString("sealed_token"),
        row.getString("token_index"),
        row.getString("sealed_phone"),
        Statements.time(row, "created_at"),
        Statements.maybeTime(row, "ended_at"));
  }
}
