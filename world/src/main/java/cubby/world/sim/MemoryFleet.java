package cubby.world.sim;

import cubby.gateway.app.port.Actions;
import cubby.gateway.app.port.Cabinets;
import cubby.gateway.domain.action.ActionState;
import cubby.gateway.domain.cabinet.EventStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Cabinets and their actions in memory; the same answers as the SQL of the real store. */
final class MemoryFleet implements Cabinets {
  private final GatewayDisk disk;
  private final Actions actions;

  MemoryFleet(GatewayDisk disk) {
    this.disk = disk;
    this.actions = new MemoryActions(disk);
  }

  Actions actions() {
    return actions;
  }

  @Override
  public Optional<CabinetRow> find(String id) {
    return disk.cabinets.find(id);
  }

  @Override
  public List<CabinetRow> all() {
    return List.copyOf(disk.cabinets.all());
  }

  @Override
  public void enrol(String id, String secretHash, String sealedKey) {
    disk.secrets.put(id, new Enrolled(id, secretHash));
    disk.cabinets.put(
        id, new CabinetRow(id, sealedKey, EventStream.NEW, 0, Optional.empty(), 0, 1, 0, ""));
  }

  @Override
  public List<Enrolled> enrolled() {
    return List.copyOf(disk.secrets.all());
  }

  @Override
  public void save(CabinetRow row) {
    disk.cabinets.put(row.id(), row);
  }

  /** The actions. */
  private record MemoryActions(GatewayDisk disk) implements Actions {
    @Override
    public void add(ActionRow action) {
      disk.actions.put(action.id(), action);
    }

    @Override
    public Optional<ActionRow> find(String id) {
      return disk.actions.find(id);
    }

    @Override
    public List<ActionRow> pending(String cabinet) {
      return all(a -> a.cabinet().equals(cabinet))
          .sorted(Comparator.comparingLong(ActionRow::sequence))
          .toList();
    }

    @Override
    public List<ActionRow> pendingSince(Instant then, int limit) {
      return all(a -> !a.createdAt().isAfter(then))
          .sorted(Comparator.comparing(ActionRow::cabinet).thenComparing(ActionRow::sequence))
          .limit(limit)
          .toList();
    }

    @Override
    public Optional<ActionRow> pendingOf(String depositId) {
      return all(a -> a.order().depositId().equals(depositId))
          .max(Comparator.comparingLong(ActionRow::sequence));
    }

    @Override
    public List<ActionRow> explained(String cabinet, int limit) {
      return disk
          .actions
          .where(a -> a.cabinet().equals(cabinet) && !a.order().reason().isEmpty())
          .stream()
          .sorted(Comparator.comparingLong(ActionRow::sequence).reversed())
          .limit(limit)
          .toList();
    }

    private Stream<ActionRow> all(Predicate<ActionRow> which) {
      return disk.actions.where(a -> a.state() == ActionState.PENDING && which.test(a)).stream();
    }

    @Override
    public void finish(String id, ActionState state, String detail, Instant at) {
      disk.actions
          .find(id)
          .filter(a -> a.state() == ActionState.PENDING)
          .ifPresent(a ->
              disk.actions.put(
                  id,
                  new ActionRow(
                      a.id(),
                      a.cabinet(),
                      a.sequence(),
                      a.epoch(),
                      a.deadlineUptimeMillis(),
                      a.order(),
                      a.by(),
                      state,
                      detail,
                      a.createdAt())));
    }
  }
}
