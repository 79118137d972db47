package cubby.gateway.adapter.store;

import cubby.gateway.app.port.EventLog;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cabinets' raw events. Batches of one cabinet that follow each other in one commit become one
 * row: encoded messages of one type, one behind the other, are the message of all their events.
 */
final class EventLogTable implements EventLog {
  /** Rows stay small enough to be read one by one. */
  private static final int MAX_ROW_BYTES = 16_384;

  private static final String INSERT =
      """
      INSERT INTO event_log (cabinet, generation, first_sequence, last_sequence, received_at,
        payload)
      VALUES (?, ?, ?, ?, ?, ?)\
      """;

  private final Statements statements;
  private final List<Run> runs = new ArrayList<>();
  private final Map<String, Run> newest = new HashMap<>();

  EventLogTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void add(
      String cabinet, int generation, long first, long last, Instant receivedAt, byte[] payload) {
    Run before = newest.get(cabinet);
    if (before == null || !before.goesOn(generation, first, payload.length)) {
      before = new Run(cabinet, generation, first, receivedAt);
      newest.put(cabinet, before);
      runs.add(before);
    }
    before.append(last, payload);
  }

  /** Writes what was added. */
  void flush() {
    statements.each(INSERT, runs, Run::values);
    forget();
  }

  /** After a rollback nothing was added. */
  void forget() {
    runs.clear();
    newest.clear();
  }

  /** Batches without a gap between them. */
  private static final class Run {
    private final String cabinet;
    private final int generation;
    private final long first;
    private final Instant receivedAt;
    private long last;
    private byte[] payload = {};
    private @Nullable ByteArrayOutputStream joined;

    Run(String cabinet, int generation, long first, Instant receivedAt) {
      this.cabinet = cabinet;
      this.generation = generation;
      this.first = first;
      this.receivedAt = receivedAt;
    }

    boolean goesOn(int otherGeneration, long next, int bytes) {
      if (payload.length == 0 || bytes == 0) {
        return false;
      }
      int present = joined == null ? payload.length : joined.size();
      return otherGeneration == generation && next == last + 1 && present + bytes <= MAX_ROW_BYTES;
    }

    void append(long newLast, byte[] bytes) {
      last = newLast;
      if (payload.length == 0) {
        payload = bytes;
        return;
      }
      ByteArrayOutputStream all = joined;
      if (all == null) {
        all = new ByteArrayOutputStream(payload.length * 4);
        all.writeBytes(payload);
        joined = all;
      }
      all.writeBytes(bytes);
    }

    Object[] values() {
      byte[] all = joined == null ? payload : joined.toByteArray();
      return new Object[] {cabinet, generation, first, last, receivedAt, all};
    }
  }
}
