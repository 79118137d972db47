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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The gateway's data in a SQLite file, under the real adapter's SQL and schema. */
final class SqliteStorage implements Storage, Books, AutoCloseable {

  private final SqliteFile file;
  private final Weathers weather;
  private final History history;
  private SteppedStore store;

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
    store.close();
    file.toImage();
    store = SteppedStore.open(file.path());
  }

  @Override
  public void close() {
    store.close();
    file.delete();
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

  private <R> List<R> all(BiFunction<Tx, String, List<R>> ofCabinet, Function<R, String> id) {
    return store.look(tx ->
        tx.cabinets().all().stream()
            .flatMap(row -> ofCabinet.apply(tx, row.id()).stream())
            .sorted(Comparator.comparing(id))
            .toList());
  }
}
