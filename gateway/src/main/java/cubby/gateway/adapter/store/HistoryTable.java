package cubby.gateway.adapter.store;

import cubby.gateway.app.port.History;
import java.util.List;

/** Histories of deposits, line by line. */
final class HistoryTable implements History {
  private final Statements statements;

  HistoryTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void add(String depositId, Line line) {
    statements.execute(
        """
        INSERT INTO history (deposit_id, line, at, what, compartment, actor)
        SELECT ?, COALESCE(MAX(line), 0) + 1, ?, ?, ?, ?
        FROM history WHERE deposit_id = ?\
        """,
        depositId,
        line.at().toEpochMilli(),
        line.what(),
        line.compartment(),
        line.by(),
        depositId);
  }

  @Override
  public List<Line> of(String depositId) {
    return statements.all(
        "SELECT * FROM history WHERE deposit_id = ? ORDER BY line",
        row ->
            new Line(
                Statements.time(row, "at"),
                row.getString("what"),
                row.getInt("compartment"),
                row.getString("actor")),
        depositId);
  }
}
