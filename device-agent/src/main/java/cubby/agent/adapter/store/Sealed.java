package cubby.agent.adapter.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Rows with a check sum behind them. SQLite finds a broken page, not a flipped bit inside a row; a
 * journal that believes one could open a door for the wrong person.
 */
final class Sealed {
  private static final int SUM_BYTES = Integer.BYTES;

  /** Every table with bytes: its key and its column of them. */
  private static final String[][] ROWS = {
    {"events", "sequence", "bytes"},
    {"compartments", "number", "state"},
    {"action_results", "action_id", "result"},
    {"desired", "one", "bytes"},
    {"counters", "one", "bytes"}
  };

  private Sealed() {}

  /** The bytes with their sum, which also covers the row's key. */
  static byte[] seal(Object key, byte[] bytes) {
    return ByteBuffer.allocate(bytes.length + SUM_BYTES).put(bytes).putInt(sum(key, bytes)).array();
  }

  /**
   * The bytes without their sum.
   *
   * @throws DamagedException where it does not fit
   */
  static byte[] open(Object key, byte[] row) throws DamagedException {
    int length = row.length - SUM_BYTES;
    if (length < 0) {
      throw new DamagedException("row " + key + " is too short");
    }
    byte[] bytes = Arrays.copyOf(row, length);
    if (ByteBuffer.wrap(row, length, SUM_BYTES).getInt() != sum(key, bytes)) {
      throw new DamagedException("the check sum of row " + key + " does not fit");
    }
    return bytes;
  }

  private static int sum(Object key, byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(key.toString().getBytes(StandardCharsets.UTF_8));
    sum.update(0);
    sum.update(bytes);
    return (int) sum.getValue();
  }

  /** Gives every row of a file of the first version its sum. */
  static void sealAll(Connection connection) throws SQLException {
    for (String[] row : ROWS) {
      String all = "SELECT rowid, " + row[1] + ", " + row[2] + " FROM " + row[0];
      String update = "UPDATE " + row[0] + " SET " + row[2] + " = ? WHERE rowid = ?";
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(all);
          PreparedStatement sealing = connection.prepareStatement(update)) {
        while (rows.next()) {
          sealing.setBytes(1, seal(rows.getObject(2), rows.getBytes(3)));
          sealing.setLong(2, rows.getLong(1));
          sealing.addBatch();
        }
        sealing.executeBatch();
      }
    }
  }

  /** Looks at every row. */
  static void checkAll(Connection connection) throws SQLException, DamagedException {
    for (String[] row : ROWS) {
      String all = "SELECT " + row[1] + ", " + row[2] + " FROM " + row[0];
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(all)) {
        while (rows.next()) {
          byte[] bytes = rows.getBytes(2);
          if (rows.getObject(1) == null || bytes == null) {
            throw new DamagedException("a row of " + row[0] + " is empty");
          }
          byte[] unused = open(rows.getObject(1), bytes);
        }
      }
    }
  }
}
