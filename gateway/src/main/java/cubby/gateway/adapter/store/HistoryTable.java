package cubby.gateway.adapter.store;

import cubby.gateway.app.port.History;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Histories of deposits, line by line. */
final class HistoryTable implements History {
  private final Handle handle;

  HistoryTable(Handle handle) {
    this.handle = handle;
  }

  @Override
  public void add(String depositId, Line line) {
    handle
        .createUpdate(
            """
            INSERT INTO history (deposit_id, line, at, what, compartment, actor)
            SELECT :deposit, COALESCE(MAX(line), 0) + 1, :at, :what, :compartment, :actor
            FROM history WHERE deposit_id = :deposit\
            """)
        .bind("deposit", depositId)
        .bind("at", line.at().toEpochMilli())
        .bind("what", line.what())
        .bind("compartment", line.compartment())
        .bind("actor", line.by())
        .execute();
  }

  @Override
  public List<Line> of(String depositId) {
    return handle
        .createQuery("SELECT * FROM history WHERE deposit_id = :deposit ORDER BY line")
        .bind("deposit", depositId)
        .map((row, _) ->
            new Line(
                Statements.time(row, "at"),
                row.getString("what"),
                row.getInt("compartment"),
                row.getString("actor")))
        .list();
  }
}
