package cubby.gateway.app;

import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.CabinetUseCases;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.Refusal;
import cubby.gateway.domain.action.Order;
import cubby.gateway.domain.action.Purpose;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.cabinet.CompartmentKind;
import cubby.gateway.domain.cabinet.DoorView;
import cubby.gateway.domain.cabinet.Occupancy;
import cubby.gateway.domain.cabinet.Size;
import cubby.gateway.domain.cabinet.Tenancy;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositEffect.What;
import cubby.gateway.domain.deposit.DepositState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Cabinets as riders and managers see them. */
final class CabinetDirectory implements CabinetUseCases {
  private static final int MAX_PROBLEMS = 200;
  private static final int MAX_ORDERS = 50;
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
        tx.compartments().of(place.id()).stream().map(c -> view(tx, place.id(), c)).toList(),
        tx.actions().explained(place.id(), MAX_ORDERS).stream()
            .map(CabinetDirectory::managerOrder)
            .toList());
  }

  private static ManagerOrder managerOrder(ActionRow action) {
    String what =
        switch (action.order()) {
          case Order.Open _ -> "OPEN";
          case Order.Release _ -> "COLLECTED";
          case Order.Quarantine _ -> "QUARANTINE";
          case Order.Abort _ -> throw new IllegalStateException("nobody gives a reason for it");
        };
    return new ManagerOrder(
        action.createdAt(),
        action.order().compartment(),
        what,
        action.by(),
        action.order().reason(),
        action.state().name());
  }

  private CompartmentView view(Tx tx, String cabinet, Compartment compartment) {
    long now = desks.clock().monotonicMillis();
    Compartment.State state = compartment.state();
    return new CompartmentView(
        compartment.number(),
        compartment.description().size().name(),
        state.tenancy().name(),
        state.door().name(),
        state.occupancy().name(),
        state.quarantined(),
        state.quarantineReason(),
        state.occupancy() == Occupancy.OCCUPIED
            && tx.deposits()
                .find(state.depositId())
                .map(deposit -> Views.stillSeen(tx, deposit))
                .orElse(false),
        compartment.description().kind() == CompartmentKind.MEAL,
        desks.thermometers().milliCelsius(cabinet, compartment.number(), now).orElse(null));
  }

  @Override
  public CompletionStage<Outcome<Boolean>> release(
      Actor.Manager manager, String cabinet, int compartment) {
    return write(
        cabinet,
        compartment,
        (tx, place) -> {
          if (place.inDoubt() && !tx.cabinets().find(cabinet).orElseThrow().hasNewestDesired()) {
            // The cabinet would take it for the end of another quarantine, and keep its belief.
            return Outcome.refused(Refusal.WRONG_STATE);
          }
          if (place.state().door() == DoorView.OPEN) {
            return Outcome.refused(Refusal.WRONG_STATE);
          }
          order(tx, manager, cabinet, new Order.Release(compartment, "", ""));
          return Outcome.done(true);
        });
  }

  @Override
  public CompletionStage<Outcome<Boolean>> quarantine(
      Actor.Manager manager, String cabinet, int compartment, String reason) {
    return write(
        cabinet,
        compartment,
        (tx, _) -> {
          order(tx, manager, cabinet, new Order.Quarantine(compartment, cut(reason)));
          return Outcome.done(true);
        });
  }

  @Override
  public CompletionStage<Outcome<Boolean>> open(
      Actor.Manager manager, String cabinet, int number, String reason) {
    return write(
        cabinet,
        number,
        (tx, compartment) -> {
          if (deposit(tx, cabinet, number).isPresent()) {
            // Somebody's item: there is a right to it, or it can be taken back once it is overdue.
            return Outcome.refused(Refusal.WRONG_STATE);
          }
          String unknown = compartment.state().depositId();
          boolean held = compartment.state().tenancy() == Tenancy.STORED;
          Order order =
              new Order.Open(
                  number,
                  held ? Purpose.TAKE_BACK : Purpose.SERVICE,
                  held ? unknown : "",
                  held ? unknown : "",
                  cut(reason));
          order(tx, manager, cabinet, order);
          return Outcome.done(true);
        });
  }

  @Override
  public CompletionStage<Outcome<Boolean>> declareCollected(
      Actor.Manager manager, String cabinet, int number, String reason) {
    return write(
        cabinet,
        number,
        (tx, compartment) -> {
          Optional<Deposit> stored =
              deposit(tx, cabinet, number).filter(d -> d.state() == DepositState.STORED);
          if (stored.isEmpty()) {
            return Outcome.refused(Refusal.WRONG_STATE);
          }
          Instant now = desks.clock().now();
          Order order = new Order.Release(number, stored.get().id(), cut(reason));
          desks.actions().order(tx, cabinet, order, manager.label(), now);
          Notes.add(tx, stored.get().id(), What.DECLARE_ASKED, number, manager.label(), now);
          return Outcome.done(true);
        });
  }

  private static Optional<Deposit> deposit(Tx tx, String cabinet, int number) {
    return tx.deposits().live(cabinet).stream().filter(d -> d.compartment() == number).findFirst();
  }

  private static String cut(String reason) {
    String text = reason.strip();
    return text.substring(0, Math.min(MAX_REASON_CHARACTERS, text.length()));
  }

  private CompletionStage<Outcome<Boolean>> write(
      String cabinet, int number, BiFunction<Tx, Compartment, Outcome<Boolean>> work) {
    return Answers.of(
        desks
            .store()
            .write(tx ->
                tx.compartments()
                    .find(cabinet, number)
                    .map(compartment -> work.apply(tx, compartment))
                    .orElseGet(() -> Outcome.refused(Refusal.NOT_FOUND))));
  }

  private void order(Tx tx, Actor.Manager manager, String cabinet, Order order) {
    desks.actions().order(tx, cabinet, order, manager.label(), desks.clock().now());
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
