package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Problems;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Problems that people reported. */
final class ProblemTable implements Problems {
  private final Handle handle;

  ProblemTable(Handle handle) {
    this.handle = handle;
  }

  @Override
  public void add(ProblemRow problem) {
    handle
        .createUpdate(
            """
            INSERT INTO problems (id, at, deposit_id, cabinet, compartment, text)
            VALUES (:id, :at, :deposit, :cabinet, :compartment, :text)\
            """)
        .bind("id", problem.id())
        .bind("at", problem.at().toEpochMilli())
        .bind("deposit", problem.depositId())
        .bind("cabinet", problem.cabinet())
        .bind("compartment", problem.compartment())
        .bind("text", problem.text())
        .execute();
  }

  @Override
  public List<ProblemRow> newest(int limit) {
    return handle
        .createQuery("SELECT * FROM problems ORDER BY at DESC, id LIMIT :limit")
        .bind("limit", limit)
        .map((row, _) ->
            new ProblemRow(
                row.getString("id"),
                Statements.time(row, "at"),
                row.getString("deposit_id"),
                row.getString("cabinet"),
                row.getInt("compartment"),
                row.getString("text")))
        .list();
  }

  @Override
  public int countOf(String depositId) {
    return handle
        .createQuery("SELECT count(*) FROM problems WHERE deposit_id = :deposit")
        .bind("deposit", depositId)
        .mapTo(Integer.class)
        .one();
  }
}
