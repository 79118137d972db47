package cubby.world.sim;

import cubby.gateway.adapter.store.SteppedStore;
import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.deposit.Deposit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The gateway's data in a SQLite file, under the real adapter's SQL and schema. */
final class SqliteStorage implements Storage, Books, AutoCloseable {

  private final SqliteFile file;
  private final Weathers weather;
  private final History history;
  private SteppedStore store;

  /** For what no repository lists. */
  private @Nullable Connection queries;

  /**
   * @param template a file whose schema is up to date
   */
  SqliteStorage(Path template, Path folder, Weathers weather, History history) {
    this.weather = weather;
    this.history = history;
    this.file = SqliteFile.copyOf(template, folder, "gateway");
    this.store = SteppedStore.open(file.path());
  }

  @Override
  public Store<Tx> open(Life life, Chance chance) {
    return new FileStore(store, file, life, chance, weather, history);
  }

  /** What a dead process leaves: the database and its log as they lay at that moment. */
  @Override
  public void crashed() {
    file.takeImage();
    closeAll();
    file.toImage();
    store = SteppedStore.open(file.path());
  }

  @Override
  public void close() {
    closeAll();
  }

  @Override
  public Books books() {
    return this;
  }

  @Override
  public Optional<ActionRow> action(String id) {
    return store.look(tx -> tx.actions().find(id));
  }

  @Override
  public Optional<CabinetRow> cabinet(String id) {
    return store.look(tx -> tx.cabinets().find(id));
  }

  @Override
  public Optional<Compartment> compartment(String cabinet, int number) {
    return store.look(tx -> tx.compartments().find(cabinet, number));
  }

  @Override
  public Optional<Deposit> deposit(String id) {
    return store.look(tx -> tx.deposits().find(id));
  }

  @Override
  public Optional<GrantRow> grant(String id) {
    return store.look(tx -> tx.grants().find(id));
  }

  @Override
  public Optional<GrantRow> grantByToken(String index) {
    return store.look(tx -> tx.grants().byToken(index));
  }

  @Override
  public List<ActionRow> pendingActions() {
    return all((tx, cabinet) -> tx.actions().pending(cabinet), ActionRow::id);
  }

  @Override
  public List<Deposit> liveDeposits() {
    return all((tx, cabinet) -> tx.deposits().live(cabinet), Deposit::id);
  }

  @Override
  public List<GrantRow> grantsAtCabinets() {
    return all((tx, cabinet) -> tx.grants().atCabinet(cabinet), GrantRow::id);
  }

  @Override
  public List<Told> told() {
    return query(
        "SELECT e.id, e.type, e.deposit_id, d.state, d.next_at FROM webhook_events e"
            + " LEFT JOIN webhook_deliveries d ON d.event_id = e.id ORDER BY e.id",
        row ->
            new Told(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4) == null ? "" : row.getString(4),
                Instant.ofEpochMilli(row.getLong(5))));
  }

  @Override
  public long waitingTexts() {
    return query("SELECT COUNT(*) FROM messages WHERE state = 'WAITING'", row -> row.getLong(1))
        .getFirst();
  }

  @Override
  public void prepare(Consumer<Tx> work) {
    var unused =
        store.write(tx -> {
          work.accept(tx);
          return true;
        });
    store.commit().answers().forEach(Runnable::run);
  }

  /** One row of an answer. */
  private interface Mapper<R> {
    R map(ResultSet row) throws SQLException;
  }

  private <R> List<R> query(String sql, Mapper<R> mapper) {
    try {
      Connection connection = queries;
      if (connection == null) {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file.path());
        queries = connection;
      }
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        List<R> all = new ArrayList<>();
        while (rows.next()) {
          all.add(mapper.map(rows));
        }
        return all;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the file cannot be read", e);
    }
  }

  private void closeAll() {
    try {
      Connection connection = queries;
      queries = null;
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the file cannot be closed", e);
    }
    store.close();
  }

  private <R> List<R> all(BiFunction<Tx, String, List<R>> ofCabinet, Function<R, String> id) {
    return store.look(tx ->
        tx.cabinets().all().stream()
            .flatMap(row -> ofCabinet.apply(tx, row.id()).stream())
            .sorted(Comparator.comparing(id))
            .toList());
  }
}
