package cubby.gateway.app;

import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.CabinetUseCases;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.Refusal;
import cubby.gateway.domain.action.Order;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.cabinet.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Cabinets as riders and managers see them. */
final class CabinetDirectory implements CabinetUseCases {
  private static final int MAX_PROBLEMS = 200;
  private static final int MAX_REASON_CHARACTERS = 200;

  private final Desks desks;

  CabinetDirectory(Desks desks) {
    this.desks = desks;
  }

  @Override
  public CompletionStage<Outcome<PublicView>> publicView(String cabinet) {
    Optional<Fleet.Place> place = desks.fleet().find(cabinet);
    if (place.isEmpty()) {
      return CompletableFuture.completedStage(Outcome.refused(Refusal.NOT_FOUND));
    }
    return Answers.of(desks.store().read(tx -> Outcome.done(publicView(tx, place.get()))));
  }

  private PublicView publicView(Tx tx, Fleet.Place place) {
    Set<Integer> promised = new HashSet<>(tx.reservations().held(place.id()));
    tx.deposits().live(place.id()).forEach(deposit -> promised.add(deposit.compartment()));
    List<Compartment> all =
        tx.compartments().of(place.id()).stream()
            .filter(c -> c.description().kind().takesDeposits())
            .toList();
    List<SizeView> sizes = new ArrayList<>();
    for (Size size : Size.values()) {
      size(all, size, promised).ifPresent(sizes::add);
    }
    return new PublicView(
        place.id(),
        place.siteName(),
        place.name(),
        place.kind(),
        desks.presence().isPresent(place.id()),
        sizes,
        place.settings().notices());
  }

  private static Optional<SizeView> size(List<Compartment> all, Size size, Set<Integer> promised) {
    List<Compartment> ofSize = all.stream().filter(c -> c.description().size() == size).toList();
    List<Compartment> free =
        ofSize.stream().filter(c -> c.takesNewDeposit() && !promised.contains(c.number())).toList();
    int low = (int) free.stream().filter(c -> c.description().low()).count();
    return ofSize.stream()
        .findFirst()
        .map(Compartment::description)
        .map(d ->
            new SizeView(
                size.name(), d.widthMillimetres(), d.heightMillimetres(), free.size(), low));
  }

  @Override
  public CompletionStage<List<FullView>> all() {
    return desks
        .store()
        .read(tx -> desks.fleet().all().stream().map(place -> fullView(tx, place)).toList());
  }

  private FullView fullView(Tx tx, Fleet.Place place) {
    Optional<Instant> lastSeen =
        desks
            .presence()
            .lastSeen(place.id())
            .or(() -> tx.cabinets().find(place.id()).flatMap(CabinetRow::lastSeenAt));
    return new FullView(
        place.id(),
        place.name(),
        place.kind(),
        desks.presence().isPresent(place.id()),
        lastSeen.orElse(null),
        tx.compartments().of(place.id()).stream().map(CabinetDirectory::view).toList());
  }

  private static CompartmentView view(Compartment compartment) {
    Compartment.State state = compartment.state();
    return new CompartmentView(
        compartment.number(),
        compartment.description().size().name(),
        state.tenancy().name(),
        state.door().name(),
        state.occupancy().name(),
        state.quarantined(),
        state.quarantineReason());
  }

  @Override
  public CompletionStage<Outcome<Boolean>> release(
      Actor.Manager manager, String cabinet, int compartment) {
    return order(manager, cabinet, new Order.Release(compartment));
  }

  @Override
  public CompletionStage<Outcome<Boolean>> quarantine(
      Actor.Manager manager, String cabinet, int compartment, String reason) {
    String text = reason.strip();
    return order(
        manager,
        cabinet,
        new Order.Quarantine(
            compartment, text.substring(0, Math.min(MAX_REASON_CHARACTERS, text.length()))));
  }

  private CompletionStage<Outcome<Boolean>> order(
      Actor.Manager manager, String cabinet, Order order) {
    return Answers.of(
        desks
            .store()
            .write(tx -> {
              if (tx.compartments().find(cabinet, order.compartment()).isEmpty()) {
                return Outcome.refused(Refusal.NOT_FOUND);
              }
              desks.actions().order(tx, cabinet, order, manager.label(), desks.clock().now());
              return Outcome.done(true);
            }));
  }

  @Override
  public CompletionStage<List<Problem>> problems() {
    return desks
        .store()
        .read(tx ->
            tx.problems().newest(MAX_PROBLEMS).stream()
                .map(p -> new Problem(p.id(), p.at(), p.cabinet(), p.compartment(), p.text()))
                .toList());
  }
}
