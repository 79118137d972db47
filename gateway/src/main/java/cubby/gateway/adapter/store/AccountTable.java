package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Accounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Riders, codes, sessions and managers' links. Confined to its connection's thread. */
final class AccountTable implements Accounts {
  private final Statements statements;

  AccountTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public String riderOf(String phoneIndex, String sealedPhone, String newId, Instant now) {
    statements.execute(
        """
        INSERT INTO riders (id, phone_index, sealed_phone, created_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (phone_index) DO NOTHING
        """,
        newId,
        phoneIndex,
        sealedPhone,
        now);
    return statements
        .one("SELECT id FROM riders WHERE phone_index = ?", row -> row.getString("id"), phoneIndex)
        .orElseThrow();
  }

  @Override
  public Optional<String> sealedPhoneOf(String riderId) {
    return statements.one(
        "SELECT sealed_phone FROM riders WHERE id = ?",
        row -> row.getString("sealed_phone"),
        riderId);
  }

  @Override
  public void putCode(SignInCode code) {
    statements.execute(
        """
        INSERT INTO sign_in_codes (phone_index, code_index, expires_at, tries_left)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (phone_index) DO UPDATE SET code_index = excluded.code_index,
          expires_at = excluded.expires_at, tries_left = excluded.tries_left
        """,
        code.phoneIndex(),
        code.codeIndex(),
        code.expiresAt(),
        code.triesLeft());
  }

  @Override
  public Optional<SignInCode> codeOf(String phoneIndex) {
    return statements.one(
        "SELECT * FROM sign_in_codes WHERE phone_index = ?",
        row ->
            new SignInCode(
                row.getString("phone_index"),
                row.getString("code_index"),
                Statements.time(row, "expires_at"),
                row.getInt("tries_left")),
        phoneIndex);
  }

  @Override
  public void deleteCode(String phoneIndex) {
    statements.execute("DELETE FROM sign_in_codes WHERE phone_index = ?", phoneIndex);
  }

  @Override
  public void putSession(Session session) {
    statements.execute(
        """
        INSERT INTO sessions (token_index, role, subject, created_at, expires_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        session.tokenIndex(),
        session.role(),
        session.subject(),
        session.createdAt(),
        session.expiresAt());
  }

  @Override
  public Optional<Session> session(String tokenIndex) {
    return statements.one(
        "SELECT * FROM sessions WHERE token_index = ?", AccountTable::sessionOf, tokenIndex);
  }

  private static Session sessionOf(ResultSet row) throws SQLException {
    return new Session(
        row.getString("token_index"),
        Role.valueOf(row.getString("role")),
        row.getString("subject"),
        Statements.time(row, "created_at"),
        Statements.time(row, "expires_at"));
  }

  @Override
  public void extendSession(String tokenIndex, Instant expiresAt) {
    statements.execute(
        "UPDATE sessions SET expires_at = ? WHERE token_index = ?", expiresAt, tokenIndex);
  }

  @Override
  public boolean deleteSession(String tokenIndex) {
    return count("DELETE FROM sessions WHERE token_index = ? RETURNING 1", tokenIndex) > 0;
  }

  @Override
  public void putManagerLink(String tokenIndex, Instant expiresAt) {
    statements.execute(
        "INSERT INTO manager_links (token_index, expires_at) VALUES (?, ?)", tokenIndex, expiresAt);
  }

  @Override
  public boolean useManagerLink(String tokenIndex, Instant now) {
    return count(
            "DELETE FROM manager_links WHERE token_index = ? AND expires_at > ? RETURNING 1",
            tokenIndex,
            now)
        > 0;
  }

  @Override
  public int deleteExpired(Instant now) {
    return count("DELETE FROM sign_in_codes WHERE expires_at <= ? RETURNING 1", now)
        + count("DELETE FROM sessions WHERE expires_at <= ? RETURNING 1", now)
        + count("DELETE FROM manager_links WHERE expires_at <= ? RETURNING 1", now);
  }

  private int count(String sql, Object... values) {
    return statements.all(sql, row -> 1, values).size();
  }
}
