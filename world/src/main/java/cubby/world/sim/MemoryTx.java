package cubby.world.sim;

import cubby.gateway.app.port.Accounts;
import cubby.gateway.app.port.Actions;
import cubby.gateway.app.port.Cabinets;
import cubby.gateway.app.port.Compartments;
import cubby.gateway.app.port.Deposits;
import cubby.gateway.app.port.EventLog;
import cubby.gateway.app.port.Grants;
import cubby.gateway.app.port.History;
import cubby.gateway.app.port.Messages;
import cubby.gateway.app.port.OldRows;
import cubby.gateway.app.port.Partners;
import cubby.gateway.app.port.Problems;
import cubby.gateway.app.port.Reservations;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.WebhookEvents;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.world.sim.GatewayDisk.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A transaction on the tables in memory; what follows the commit is collected here. */
final class MemoryTx implements Tx, Compartments {
  private final GatewayDisk disk;
  private final MemoryDeposits deposits;
  private final MemoryFleet fleet;
  private final MemoryOffice office;
  private final MemoryPartners partners;
  private final History history = new NoHistory();
  private final Map<Object, Runnable> tasks = new LinkedHashMap<>();

  MemoryTx(GatewayDisk disk) {
    this.disk = disk;
    this.deposits = new MemoryDeposits(disk);
    this.fleet = new MemoryFleet(disk);
    this.office = new MemoryOffice(disk);
    this.partners = new MemoryPartners(disk);
  }

  /** Takes what was asked to follow the commit, in order. */
  List<Runnable> takeTasks() {
    List<Runnable> taken = new ArrayList<>(tasks.values());
    tasks.clear();
    return taken;
  }

  /** What was asked so far, to go back to where a work throws. */
  Map<Object, Runnable> tasks() {
    return new LinkedHashMap<>(tasks);
  }

  void backTo(Map<Object, Runnable> before) {
    tasks.clear();
    tasks.putAll(before);
  }

  @Override
  public <R> R nested(Supplier<R> part) {
    int mark = disk.undo.mark();
    Map<Object, Runnable> before = tasks();
    try {
      return part.get();
    } catch (RuntimeException e) {
      disk.undo.backTo(mark);
      backTo(before);
      throw e;
    }
  }

  @Override
  public OldRows oldRows() {
    return new NothingOld();
  }

  @Override
  public void afterCommit(Object key, Runnable task) {
    // A later one with the same key takes the place of the first, as in the real store.
    tasks.put(key, task);
  }

  @Override
  public Cabinets cabinets() {
    return fleet;
  }

  @Override
  public Compartments compartments() {
    return this;
  }

  @Override
  public EventLog eventLog() {
    // Only written, for later repairs: never read back.
    return (cabinet, generation, first, last, receivedAt, payload) -> {};
  }

  @Override
  public Deposits deposits() {
    return deposits;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public Grants grants() {
    return deposits.grants();
  }

  @Override
  public Actions actions() {
    return fleet.actions();
  }

  @Override
  public Reservations reservations() {
    return office;
  }

  @Override
  public Messages messages() {
    return office.messages();
  }

  @Override
  public Problems problems() {
    return office.problems();
  }

  @Override
  public WebhookEvents webhookEvents() {
    return partners;
  }

  @Override
  public Accounts accounts() {
    throw new IllegalStateException("the people of this world are signed in already");
  }

  @Override
  public Partners partners() {
    return partners;
  }

  // Compartments

  @Override
  public List<Compartment> of(String cabinet) {
    return disk.compartments.where(c -> c.cabinet().equals(cabinet));
  }

  @Override
  public Optional<Compartment> find(String cabinet, int number) {
    return disk.compartments.find(new Place(cabinet, number));
  }

  @Override
  public void save(Compartment compartment) {
    disk.compartments.put(new Place(compartment.cabinet(), compartment.number()), compartment);
  }

  /** A world is over before anything in it is old. */
  private static final class NothingOld implements OldRows {
    @Override
    public int deleteEvents(Instant before, int limit) {
      return 0;
    }

    @Override
    public int deleteMessages(Instant before, int limit) {
      return 0;
    }

    @Override
    public int deleteWebhookEvents(Instant before, int limit) {
      return 0;
    }
  }

  /** Pages show histories, nothing decides by them: they are not kept here. */
  private static final class NoHistory implements History {
    @Override
    public void add(String depositId, Line line) {}

    @Override
    public List<Line> of(String depositId) {
      return List.of();
    }
  }
}
