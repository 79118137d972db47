package cubby.agent.adapter.store;

import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * The journal in one SQLite file: write-ahead log, {@code synchronous=FULL}, so that a commit that
 * returned survives a power cut. The file belongs to one process at a time. Used by one thread at a
 * time.
 */
public final class SqliteJournal implements Journal {

  private static final Logger log = LoggerFactory.getLogger(SqliteJournal.class);

  /** Version of the tables, in the file's {@code user_version}. */
  private static final int SCHEMA_VERSION = 2;

  private final Path file;
  private final Connection connection;
  private final Statements statements;
  private final LongConsumer commitNanos;

  /** How many transactions the file should hold; one more where a "failed" one did land. */
  private long revision;

  private SqliteJournal(
      Path file, Connection connection, Statements statements, LongConsumer commitNanos) {
    this.file = file;
    this.connection = connection;
    this.statements = statements;
    this.commitNanos = commitNanos;
  }

  /**
   * Opens the file, or makes it. A damaged one is set aside under another name, and a new one begun
   * whose first {@link #load} says so.
   *
   * @param commitNanos told how long each commit took
   * @throws JournalException where the file is of a newer agent, used by another, or cannot be set
   *     aside
   */
  public static SqliteJournal open(Path file, LongConsumer commitNanos) throws JournalException {
    try {
      boolean lost = SetAside.isMissing(file);
      try {
        return open(file, commitNanos, lost);
      } catch (DamagedException e) {
        log.error("the journal {} is damaged: {}", file, e.getMessage());
        log.error("it is kept as {}; a new one begins", SetAside.move(file));
        return open(file, commitNanos, true);
      }
    } catch (DamagedException | IOException e) {
      throw new JournalException(
          "the damaged journal " + file + " cannot be set aside: " + e.getMessage(), e);
    }
  }

  private static SqliteJournal open(Path file, LongConsumer commitNanos, boolean lost)
      throws JournalException, DamagedException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    Connection connection = null;
    try {
      connection = config.createConnection("jdbc:sqlite:" + file);
      Schema.prepare(connection, file, SCHEMA_VERSION, lost);
      connection.setAutoCommit(false);
      return new SqliteJournal(file, connection, new Statements(connection), commitNanos);
    } catch (SQLException e) {
      closeAfter(e, connection);
      if (SetAside.isDamage(e)) {
        throw new DamagedException(String.valueOf(e.getMessage()));
      }
      throw new JournalException("the journal " + file + " cannot be opened: " + e.getMessage(), e);
    } catch (JournalException | DamagedException e) {
      closeAfter(e, connection);
      throw e;
    }
  }

  private static void closeAfter(Exception cause, @Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public Contents load() throws JournalException {
    try (Statement statement = connection.createStatement()) {
      long epoch;
      boolean lost;
      try (ResultSet row = statement.executeQuery("SELECT epoch, revision, lost FROM epoch")) {
        row.next();
        epoch = row.getLong(1);
        revision = row.getLong(2);
        lost = row.getInt(3) == 1;
      }
      List<StoredEvent> events = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery("SELECT sequence, bytes FROM events ORDER BY sequence")) {
        while (row.next()) {
          events.add(new StoredEvent(row.getLong(1), bytes(row)));
        }
      }
      Map<Integer, byte[]> compartments = new TreeMap<>();
      try (ResultSet row = statement.executeQuery("SELECT number, state FROM compartments")) {
        while (row.next()) {
          compartments.put(row.getInt(1), bytes(row));
        }
      }
      List<StoredResult> results = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery("SELECT action_id, result FROM action_results ORDER BY place")) {
        while (row.next()) {
          results.add(new StoredResult(row.getString(1), bytes(row)));
        }
      }
      byte[] desired = single(statement, "SELECT one, bytes FROM desired");
      byte[] counters = single(statement, "SELECT one, bytes FROM counters");
      connection.commit();
      return new Contents(epoch, events, compartments, results, desired, counters, lost);
    } catch (SQLException | DamagedException e) {
      throw new JournalException("the journal " + file + " cannot be read", e);
    }
  }

  private static byte[] bytes(ResultSet row) throws SQLException, DamagedException {
    return Sealed.open(row.getObject(1), row.getBytes(2));
  }

  private static byte @Nullable [] single(Statement statement, String sql)
      throws SQLException, DamagedException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? bytes(row) : null;
    }
  }

  @Override
  public void commit(Batch batch) throws JournalException {
    long began = System.nanoTime();
    try {
      if (statements.advance(batch.epoch(), revision) != 1) {
        throw new JournalException(
            "the journal " + file + " holds a transaction that was reported as failed", true);
      }
      statements.write(batch);
      connection.commit();
      revision++;
    } catch (SQLException e) {
      rollBack(e);
      if (SetAside.isDamage(e)) {
        // Only a start looks at the whole file.
        throw new JournalException("the journal " + file + " is damaged: " + e.getMessage(), true);
      }
      throw new JournalException("the journal " + file + " did not commit", e);
    } catch (JournalException e) {
      rollBack(e);
      throw e;
    }
    commitNanos.accept(System.nanoTime() - began);
  }

  private void rollBack(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** The statements of a commit, prepared once. */
  private static final class Statements {
    private final PreparedStatement advance;
    private final PreparedStatement event;
    private final PreparedStatement deleteEvents;
    private final PreparedStatement compartment;
    private final PreparedStatement result;
    private final PreparedStatement forget;
    private final PreparedStatement desired;
    private final PreparedStatement counters;

    Statements(Connection connection) throws SQLException {
      advance =
          connection.prepareStatement(
              "UPDATE epoch SET epoch = MAX(epoch, ?), revision = revision + 1, lost = 0"
                  + " WHERE revision = ?");
      event = connection.prepareStatement("INSERT INTO events (sequence, bytes) VALUES (?, ?)");
      deleteEvents = connection.prepareStatement("DELETE FROM events WHERE sequence <= ?");
      compartment =
          connection.prepareStatement(
              "INSERT INTO compartments (number, state) VALUES (?, ?)"
                  + " ON CONFLICT (number) DO UPDATE SET state = excluded.state");
      result =
          connection.prepareStatement(
              "INSERT INTO action_results (action_id, result) VALUES (?, ?)"
                  + " ON CONFLICT (action_id) DO UPDATE SET result = excluded.result");
      forget = connection.prepareStatement("DELETE FROM action_results WHERE action_id = ?");
      desired =
          connection.prepareStatement(
              "INSERT INTO desired (one, bytes) VALUES (1, ?)"
                  + " ON CONFLICT (one) DO UPDATE SET bytes = excluded.bytes");
      counters =
          connection.prepareStatement(
              "INSERT INTO counters (one, bytes) VALUES (1, ?)"
                  + " ON CONFLICT (one) DO UPDATE SET bytes = excluded.bytes");
    }

    int advance(long epoch, long revision) throws SQLException {
      advance.setLong(1, epoch);
      advance.setLong(2, revision);
      return advance.executeUpdate();
    }

    void write(Batch batch) throws SQLException {
      if (batch.committedThrough() > 0) {
        deleteEvents.setLong(1, batch.committedThrough());
        deleteEvents.executeUpdate();
      }
      for (StoredEvent one : batch.events()) {
        event.setLong(1, one.sequence());
        event.setBytes(2, Sealed.seal(one.sequence(), one.bytes()));
        event.executeUpdate();
      }
      for (Map.Entry<Integer, byte[]> row : batch.compartments().entrySet()) {
        compartment.setInt(1, row.getKey());
        compartment.setBytes(2, Sealed.seal(row.getKey(), row.getValue()));
        compartment.executeUpdate();
      }
      for (String id : batch.forgottenResults()) {
        forget.setString(1, id);
        forget.executeUpdate();
      }
      for (StoredResult one : batch.results()) {
        result.setString(1, one.id());
        result.setBytes(2, Sealed.seal(one.id(), one.bytes()));
        result.executeUpdate();
      }
      replace(desired, batch.desired());
      replace(counters, batch.counters());
    }

    private static void replace(PreparedStatement statement, byte @Nullable [] bytes)
        throws SQLException {
      if (bytes != null) {
        statement.setBytes(1, Sealed.seal(1, bytes));
        statement.executeUpdate();
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // Everything that was committed is in the file; there is nothing left to save.
      log.warn("the journal {} did not close", file, e);
    }
  }
}
