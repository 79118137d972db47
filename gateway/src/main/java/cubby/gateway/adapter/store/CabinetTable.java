package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Cabinets;
import cubby.gateway.domain.cabinet.EventStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cabinets, with the rows in memory that this connection touched. Every event moves a row on; it is
 * written once per commit.
 */
final class CabinetTable implements Cabinets {
  /** Above this the memory is given up after a commit, so that it stays bounded. */
  private static final int MAX_KEPT = 10_000;

  private static final String UPDATE =
      """
      UPDATE cabinets SET generation = ?, through = ?, epoch = ?, last_seen_at = ?,
        action_sequence = ?, desired_version = ?, desired_applied = ?, settings = ?
      WHERE id = ?\
      """;

  private final Statements statements;
  private final Map<String, CabinetRow> kept = new HashMap<>();
  private final Map<String, CabinetRow> dirty = new LinkedHashMap<>();

  CabinetTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public Optional<CabinetRow> find(String id) {
    CabinetRow row = kept.get(id);
    if (row != null) {
      return Optional.of(row);
    }
    Optional<CabinetRow> found =
        statements.one("SELECT * FROM cabinets WHERE id = ?", CabinetTable::row, id);
    found.ifPresent(r -> kept.put(id, r));
    return found;
  }

  @Override
  public List<CabinetRow> all() {
    flush();
    return statements.all("SELECT * FROM cabinets ORDER BY id", CabinetTable::row);
  }

  @Override
  public void enrol(String id, String secretHash, String sealedKey) {
    flush();
    kept.remove(id);
    statements.execute(
        """
        INSERT INTO cabinets (id, secret_hash, sealed_key, generation, through, epoch,
          action_sequence, desired_version, desired_applied, settings)
        VALUES (?, ?, ?, ?, ?, 0, 0, 1, 0, '')
        ON CONFLICT (id) DO UPDATE SET
          secret_hash = excluded.secret_hash, sealed_key = excluded.sealed_key,
          desired_version = cabinets.desired_version + 1\
        """,
        id,
        secretHash,
        sealedKey,
        EventStream.NEW.generation(),
        EventStream.NEW.through());
  }

  @Override
  public List<Enrolled> enrolled() {
    return statements.all(
        "SELECT id, secret_hash FROM cabinets ORDER BY id",
        row -> new Enrolled(row.getString("id"), row.getString("secret_hash")));
  }

  @Override
  public void save(CabinetRow row) {
    kept.put(row.id(), row);
    dirty.put(row.id(), row);
  }

  /** Writes what changed. */
  void flush() {
    statements.each(UPDATE, dirty.values(), CabinetTable::values);
    dirty.clear();
    if (kept.size() > MAX_KEPT) {
      kept.clear();
    }
  }

  /** After a rollback, and before a new snapshot, the memory holds nothing true. */
  void forget() {
    kept.clear();
    dirty.clear();
  }

  private static Object[] values(CabinetRow row) {
    return new Object[] {
      row.stream().generation(),
      row.stream().through(),
      row.epoch(),
      row.lastSeenAt(),
      row.actionSequence(),
      row.desiredVersion(),
      row.desiredApplied(),
      row.settings(),
      row.id()
    };
  }

  private static CabinetRow row(ResultSet row) throws SQLException {
    return new CabinetRow(
        row.getString("id"),
        row.getString("sealed_key"),
        new EventStream(row.getInt("generation"), row.getLong("through")),
        row.getLong("epoch"),
        Statements.maybeTime(row, "last_seen_at"),
        row.getLong("action_sequence"),
        row.getLong("desired_version"),
        row.getLong("desired_applied"),
        row.getString("settings"));
  }
}
