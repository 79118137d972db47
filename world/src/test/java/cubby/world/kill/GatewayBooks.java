package cubby.world.kill;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig;

/** The gateway's database, read beside the gateway that runs on it. */
final class GatewayBooks implements AutoCloseable {
  private final Connection connection;

  GatewayBooks(Path database) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(10_000);
    this.connection = config.createConnection("jdbc:sqlite:" + database);
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> all(String sql, Row<T> each) throws SQLException {
    List<T> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(each.of(row));
      }
    }
    return found;
  }

  /** States by id. */
  Map<String, String> deposits() throws SQLException {
    return states("SELECT id, state FROM deposits");
  }

  /** States by id. */
  Map<String, String> actions() throws SQLException {
    return states("SELECT id, state FROM actions");
  }

  private Map<String, String> states(String sql) throws SQLException {
    Map<String, String> states = new TreeMap<>();
    var unused = all(sql, row -> states.put(row.getString(1), row.getString(2)));
    return states;
  }

  /**
   * @param kind one of the messenger's
   */
  record Message(String id, String kind, String depositId, String state) {}

  List<Message> messages() throws SQLException {
    return all(
        "SELECT id, kind, deposit_id, state FROM messages",
        row -> new Message(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
  }

  /** How many journals the cabinet seems to have had; more than one where events were lost. */
  List<Integer> generations() throws SQLException {
    return all("SELECT DISTINCT generation FROM event_log", row -> row.getInt(1));
  }

  /** Every event, in the order of the stream; a batch that came again tells only what was new. */
  List<Event> events() throws SQLException {
    List<Event> events = new ArrayList<>();
    var unused =
        all(
            "SELECT first_sequence, payload FROM event_log ORDER BY first_sequence",
            row -> {
              for (Event event : batch(row.getBytes(2)).getEventsList()) {
                if (event.getSequence() >= row.getLong(1)) {
                  events.add(event);
                }
              }
              return events.size();
            });
    return events;
  }

  private static EventBatch batch(byte[] payload) {
    try {
      return EventBatch.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the event log holds garbage", e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
