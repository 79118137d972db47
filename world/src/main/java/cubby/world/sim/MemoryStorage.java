package cubby.world.sim;

import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.deposit.Deposit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The gateway's data in memory. */
record MemoryStorage(GatewayDisk disk, Weathers weather, History history)
    implements Storage, Books {
  @Override
  public Store<Tx> open(Life life, Chance chance) {
    return new MemoryStore(disk, life, chance, weather, history);
  }

  @Override
  public void crashed() {
    disk.undo.backTo(0);
  }

  @Override
  public Books books() {
    return this;
  }

  @Override
  public Optional<ActionRow> action(String id) {
    return disk.actions.find(id);
  }

  @Override
  public Optional<CabinetRow> cabinet(String id) {
    return disk.cabinets.find(id);
  }

  @Override
  public Optional<Compartment> compartment(String cabinet, int number) {
    return disk.compartments.find(new GatewayDisk.Place(cabinet, number));
  }

  @Override
  public Optional<Deposit> deposit(String id) {
    return disk.deposits.find(id);
  }

  @Override
  public Optional<GrantRow> grant(String id) {
    return disk.grants.find(id);
  }

  @Override
  public Optional<GrantRow> grantByToken(String index) {
    return disk.grants.all().stream().filter(g -> g.tokenIndex().equals(index)).findFirst();
  }

  @Override
  public List<ActionRow> pendingActions() {
    return disk.actions.live(_ -> true);
  }

  @Override
  public List<Deposit> liveDeposits() {
    return disk.deposits.live(_ -> true);
  }

  @Override
  public List<GrantRow> grantsAtCabinets() {
    return disk.grants.where(g -> g.state().isAtCabinet());
  }

  @Override
  public List<Told> told() {
    return disk.hooks.all().stream().map(this::told).toList();
  }

  private Told told(MemoryPartners.Hook hook) {
    return disk.ways
        .find(hook.id() + "/" + SimGateway.EAR)
        .map(way ->
            new Told(hook.id(), hook.type(), hook.deposit(), way.state().name(), way.nextAt()))
        .orElseGet(() -> new Told(hook.id(), hook.type(), hook.deposit(), "", Instant.EPOCH));
  }

  @Override
  public long waitingTexts() {
    return disk.messages.live(_ -> true).size();
  }

  @Override
  public void prepare(Consumer<Tx> work) {
    work.accept(new MemoryTx(disk));
    disk.undo.forget();
  }
}
