package cubby.agent.adapter.store;

import cubby.agent.app.port.JournalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The journal's tables, and whether a file is fit to be trusted. */
final class Schema {

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE epoch (one INTEGER PRIMARY KEY CHECK (one = 1),"
              + " epoch INTEGER NOT NULL, revision INTEGER NOT NULL,"
              + " lost INTEGER NOT NULL DEFAULT 0)",
          "INSERT INTO epoch (one, epoch, revision) VALUES (1, 0, 0)",
          "CREATE TABLE events (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
          "CREATE TABLE compartments (number INTEGER PRIMARY KEY, state BLOB NOT NULL)",
          "CREATE TABLE action_results (place INTEGER PRIMARY KEY,"
              + " action_id TEXT NOT NULL UNIQUE, result BLOB NOT NULL)",
          "CREATE TABLE desired (one INTEGER PRIMARY KEY CHECK (one = 1), bytes BLOB NOT NULL)",
          "CREATE TABLE counters (one INTEGER PRIMARY KEY CHECK (one = 1), bytes BLOB NOT NULL)");

  /** The version whose rows had no check sums. */
  private static final int UNSEALED = 1;

  private Schema() {}

  /**
   * Makes the tables, or looks whether they are whole.
   *
   * @param lost whether a journal that is made now takes the place of a damaged one
   * @throws DamagedException where the file is not what was written
   */
  static void prepare(Connection connection, Path file, int version, boolean lost)
      throws SQLException, JournalException, DamagedException {
    try (Statement statement = connection.createStatement()) {
      String health = text(statement, "PRAGMA quick_check(1)");
      if (!"ok".equals(health)) {
        throw new DamagedException(health);
      }
      int found = Integer.parseInt(text(statement, "PRAGMA user_version"));
      if (found > version) {
        throw new JournalException(
            "the journal "
                + file
                + " has version "
                + found
                + "; this agent knows "
                + version
                + " and older",
            false);
      }
      if (found == 0) {
        statement.execute("BEGIN IMMEDIATE");
        for (String sql : TABLES) {
          statement.execute(sql);
        }
        if (lost) {
          statement.execute("UPDATE epoch SET lost = 1");
        }
        statement.execute("PRAGMA user_version = " + version);
        statement.execute("COMMIT");
      } else if (found == UNSEALED) {
        statement.execute("BEGIN IMMEDIATE");
        statement.execute("ALTER TABLE epoch ADD COLUMN lost INTEGER NOT NULL DEFAULT 0");
        Sealed.sealAll(connection);
        statement.execute("PRAGMA user_version = " + version);
        statement.execute("COMMIT");
      }
      if (!"1".equals(text(statement, "SELECT COUNT(*) FROM epoch"))) {
        throw new DamagedException("there is no epoch");
      }
      Sealed.checkAll(connection);
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
