package cubby.world.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What the gateway's database holds of what cabinets told, read and decoded event by event beside
 * the running gateway: who says that events are committed is asked for them.
 *
 * @param events each of them once and none missing between the first and the last
 * @param rows of the log; one holds up to 16 KiB of one cabinet's events (ADR 0045)
 */
record StoredEvents(long events, long rows) {

  /**
   * @throws IllegalStateException where a cabinet's events are not 1, 2, 3 and so on
   */
  static StoredEvents in(Path database, List<String> cabinets)
      throws SQLException, InvalidProtocolBufferException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        PreparedStatement log =
            connection.prepareStatement(
                "SELECT payload FROM event_log WHERE cabinet = ?"
                    + " ORDER BY generation, first_sequence")) {
      long events = 0;
      long rows = 0;
      for (String cabinet : cabinets) {
        log.setString(1, cabinet);
        long last = 0;
        try (ResultSet row = log.executeQuery()) {
          for (; row.next(); rows++) {
            last = follow(cabinet, last, EventBatch.parseFrom(row.getBytes(1)));
          }
        }
        events += last;
      }
      return new StoredEvents(events, rows);
    }
  }

  private static long follow(String cabinet, long last, EventBatch batch) {
    long before = last;
    for (Event event : batch.getEventsList()) {
      if (event.getSequence() != before + 1) {
        throw new IllegalStateException(
            "%s: event %d is stored after %d".formatted(cabinet, event.getSequence(), before));
      }
      before = event.getSequence();
    }
    return before;
  }
}
