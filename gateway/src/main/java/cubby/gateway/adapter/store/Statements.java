package cubby.gateway.adapter.store;

import cubby.gateway.app.port.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepared statements of one connection, prepared once and used again: the way of everything that
 * runs once per event. Confined to the connection's thread.
 */
final class Statements {
  private static final Logger log = LoggerFactory.getLogger(Statements.class);

  /** Extended result codes carry the primary one in their lowest byte. */
  private static final int PRIMARY_CODE = 0xff;

  private static final int SQLITE_CONSTRAINT = 19;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /** Reads one row. */
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  Statements(Connection connection) {
    this.connection = connection;
  }

  void execute(String sql, Object... values) {
    try {
      bound(sql, values).execute();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Executes the statement once for each, in order, with the values that the item gives. */
  <T> void each(String sql, Collection<T> items, Function<T, Object[]> values) {
    if (items.isEmpty()) {
      return;
    }
    try {
      PreparedStatement statement = bound(sql);
      for (T item : items) {
        bindAll(statement, values.apply(item));
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Executes what may fail because there is nothing to do. */
  void tryExecute(String sql) {
    try {
      bound(sql).execute();
    } catch (SQLException e) {
      log.debug("{} had nothing to do", sql, e);
    }
  }

  <T> Optional<T> one(String sql, Mapper<T> mapper, Object... values) {
    List<T> rows = all(sql, mapper, values);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
  }

  <T> List<T> all(String sql, Mapper<T> mapper, Object... values) {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(mapper.map(rows));
      }
      return result;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private PreparedStatement bound(String sql, Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    bindAll(statement, values);
    return statement;
  }

  private static void bindAll(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
  }

  private static void bind(PreparedStatement statement, int index, Object value)
      throws SQLException {
    switch (value) {
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case String text -> statement.setString(index, text);
      case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
      case Instant time -> statement.setLong(index, time.toEpochMilli());
      case Enum<?> constant -> statement.setString(index, constant.name());
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Optional<?> maybe when maybe.isPresent() -> bind(statement, index, maybe.get());
      case Optional<?> _ -> statement.setObject(index, null);
      default -> throw new IllegalArgumentException("cannot bind a " + value.getClass());
    }
  }

  /** A violated constraint is the work's own fault; anything else is the database's. */
  private static RuntimeException failed(SQLException e) {
    if ((e.getErrorCode() & PRIMARY_CODE) == SQLITE_CONSTRAINT) {
      return new IllegalStateException("the schema forbids it: " + e.getMessage(), e);
    }
    return new StoreException("the database refused: " + e.getMessage(), e);
  }

  /** A time that may be absent. */
  static Optional<Instant> maybeTime(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  /** A time. */
  static Instant time(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }
}
