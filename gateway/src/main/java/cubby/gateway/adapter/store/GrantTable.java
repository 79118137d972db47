package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Grants;
import cubby.gateway.domain.deposit.GrantState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Grants. */
final class GrantTable implements Grants {
  private static final String AT_CABINET = "cabinet = :cabinet AND state IN ('LIVE', 'GRACE')";

  private final Handle handle;

  GrantTable(Handle handle) {
    this.handle = handle;
  }

  @Override
  public void add(GrantRow grant) {
    handle
        .createUpdate(
            """
            INSERT INTO grants (id, deposit_id, cabinet, is_primary, state, sealed_code,
              code_index, salt, sealed_token, token_index, sealed_phone, created_at)
            VALUES (:id, :deposit, :cabinet, :primary, :state, :sealedCode, :codeIndex, :salt,
              :sealedToken, :tokenIndex, :sealedPhone, :createdAt)\
            """)
        .bind("id", grant.id())
        .bind("deposit", grant.depositId())
        .bind("cabinet", grant.cabinet())
        .bind("primary", grant.primary() ? 1 : 0)
        .bind("state", grant.state().name())
        .bind("sealedCode", grant.sealedCode())
        .bind("codeIndex", grant.codeIndex())
        .bind("salt", grant.salt())
        .bind("sealedToken", grant.sealedToken())
        .bind("tokenIndex", grant.tokenIndex())
        .bind("sealedPhone", grant.sealedPhone())
        .bind("createdAt", grant.createdAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<GrantRow> find(String id) {
    return handle
        .createQuery("SELECT * FROM grants WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> row(row))
        .findOne();
  }

  @Override
  public Optional<GrantRow> byToken(String tokenIndex) {
    return handle
        .createQuery("SELECT * FROM grants WHERE token_index = :token")
        .bind("token", tokenIndex)
        .map((row, _) -> row(row))
        .findOne();
  }

  @Override
  public List<GrantRow> ofDeposit(String depositId) {
    return handle
        .createQuery(
            """
            SELECT * FROM grants WHERE deposit_id = :deposit
            ORDER BY is_primary DESC, created_at, id\
            """)
        .bind("deposit", depositId)
        .map((row, _) -> row(row))
        .list();
  }

  @Override
  public List<GrantRow> atCabinet(String cabinet) {
    return handle
        .createQuery("SELECT * FROM grants WHERE " + AT_CABINET + " ORDER BY id")
        .bind("cabinet", cabinet)
        .map((row, _) -> row(row))
        .list();
  }

  @Override
  public int countAtCabinet(String cabinet) {
    return handle
        .createQuery("SELECT count(*) FROM grants WHERE " + AT_CABINET)
        .bind("cabinet", cabinet)
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public boolean codeInUse(String cabinet, String codeIndex) {
    return handle
            .createQuery("SELECT count(*) FROM grants WHERE code_index = :code AND " + AT_CABINET)
            .bind("code", codeIndex)
            .bind("cabinet", cabinet)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  @Override
  public void setState(String id, GrantState state, Instant at) {
    handle
        .createUpdate("UPDATE grants SET state = :state, ended_at = :at WHERE id = :id")
        .bind("state", state.name())
        .bind("at", at.toEpochMilli())
        .bind("id", id)
        .execute();
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
