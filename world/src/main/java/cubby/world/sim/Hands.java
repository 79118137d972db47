package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.gateway.app.GatewayCore;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.DepositUseCases.NewDeposit;
import cubby.gateway.domain.cabinet.Size;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositState;
import cubby.hardware.sim.SimulatedState.DoorState;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.Tenancy;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * People without a whim, for the flows: each method is a goal, called again and again until it
 * answers that it is reached. They ask again where nothing came of it, because whoever they asked
 * may have died.
 */
final class Hands {
  private static final long ASK_AGAIN_MILLIS = 20_000;
  private static final long CLOSE_MILLIS = 1_500;
  private static final String PHONE = "13900000000";

  private final Scene scene;
  private final Actor.Rider rider = new Actor.Rider("r1");
  private final Actor.Manager manager = new Actor.Manager("chief");
  private final Set<Integer> closing = new HashSet<>();
  private long askedMillis = -ASK_AGAIN_MILLIS;
  private String deposit = "";
  private boolean seenOpen;

  Hands(Scene scene) {
    this.scene = scene;
  }

  /** The next goal's first request is made at once. */
  void turn() {
    askedMillis = -ASK_AGAIN_MILLIS;
    seenOpen = false;
  }

  // Riders

  boolean beginUntilOpen() {
    Optional<Deposit> mine = mine();
    mine.ifPresentOrElse(d -> deposit = d.id(), () -> begin("S"));
    return mine.map(d -> door(d.compartment()).open() || inside(d)).orElse(false);
  }

  boolean store() {
    Optional<Deposit> mine = mine();
    if (mine.isEmpty()) {
      begin("S");
      return false;
    }
    putInto(mine.get());
    return inside(mine.get());
  }

  /** Takes the small door for too small; where the door was closed too soon, the item stays. */
  boolean storeInBigger() {
    Optional<Deposit> big = live().stream().filter(d -> d.size() != Size.S).findFirst();
    Optional<Deposit> small = live().stream().filter(d -> d.size() == Size.S).findFirst();
    if (big.isPresent()) {
      small.ifPresent(d -> closeLater(d.compartment()));
      putInto(big.get());
      return inside(big.get()) && small.isEmpty();
    }
    if (small.isEmpty()) {
      begin("S");
      return false;
    }
    if (door(small.get().compartment()).open()) {
      ask(rider.label(), core -> core.deposits().bigger(rider, small.get().id()));
      if (scene.now() - askedMillis > ASK_AGAIN_MILLIS / 2) {
        closeLater(small.get().compartment());
      }
    }
    return inside(small.get());
  }

  boolean cancel() {
    Optional<Deposit> mine = mine();
    if (mine.isEmpty()) {
      if (deposit.isEmpty()) {
        begin("S");
      }
      return !deposit.isEmpty();
    }
    deposit = mine.get().id();
    if (seenOpen || door(mine.get().compartment()).open()) {
      seenOpen = true;
      ask(rider.label(), core -> core.deposits().cancel(rider, deposit));
      closeLater(mine.get().compartment());
    }
    return false;
  }

  boolean takeBack(boolean byManager) {
    return takeOut(() ->
        ask(rider.label(), core -> core.deposits().takeBack(byManager ? manager : rider, deposit)));
  }

  private void begin(String size) {
    ask(
        rider.label(),
        core ->
            core.deposits().begin(rider, new NewDeposit(Scene.CABINET, size, false, PHONE, true)));
  }

  private void putInto(Deposit mine) {
    deposit = mine.id();
    int number = mine.compartment();
    if (door(number).open() && !inside(mine)) {
      boolean unused = scene.cabinet.plant().put(number, mine.id());
      closeLater(number);
    }
  }

  // Recipients

  boolean collectByCode() {
    return takeOut(() -> type(primary()));
  }

  boolean collectByPage() {
    return takeOut(() -> openByPage(primary()));
  }

  /** Opens and closes, and leaves the item in. */
  boolean look() {
    return openOnce(() -> type(primary()));
  }

  /** In the grace window: as long as it lasts. */
  boolean openAgain() {
    return openOnce(() -> type(primary())) || tenancy() == Tenancy.TENANCY_FREE;
  }

  boolean openAgainByPage() {
    return openOnce(() -> openByPage(primary())) || tenancy() == Tenancy.TENANCY_FREE;
  }

  boolean sayForgotten() {
    Cabinet screen = scene.cabinet.cabinet();
    return openOnce(() -> {
      if (screen != null && asksNow()) {
        scene.gateway.referee().forgot(Scene.CABINET);
        var unused = screen.forgotPressed();
      }
    })
        || tenancy() == Tenancy.TENANCY_FREE;
  }

  boolean delegate() {
    Optional<GrantRow> mine = primary();
    if (delegated().isEmpty() && mine.isPresent()) {
      String token = scene.gateway.vault().open(mine.get().sealedToken());
      ask(core -> core.pickups().delegate(token, "13700000000"));
    }
    return delegated().isPresent();
  }

  boolean revoke() {
    Optional<GrantRow> mine = primary();
    Optional<GrantRow> other = delegated();
    if (other.isPresent() && mine.isPresent()) {
      String token = scene.gateway.vault().open(mine.get().sealedToken());
      ask(core -> core.pickups().revoke(token, other.get().id()));
    }
    return other.isEmpty();
  }

  boolean collectByDelegate() {
    return takeOut(() -> type(delegated()));
  }

  private boolean takeOut(Runnable open) {
    Optional<Deposit> mine = known();
    if (mine.isEmpty()) {
      return true;
    }
    int number = mine.get().compartment();
    if (door(number).open()) {
      boolean unused = scene.cabinet.plant().take(number);
      closeLater(number);
      return false;
    }
    if (mine.get().state().isLive()) {
      open.run();
      return false;
    }
    return true;
  }

  private boolean openOnce(Runnable open) {
    int number = known().orElseThrow().compartment();
    if (door(number).open()) {
      seenOpen = true;
      closeLater(number);
    } else if (!seenOpen) {
      open.run();
    }
    return seenOpen && !door(number).open();
  }

  private void type(Optional<GrantRow> grant) {
    Cabinet screen = scene.cabinet.cabinet();
    if (screen != null && grant.isPresent() && asksNow()) {
      String code = scene.gateway.vault().open(grant.get().sealedCode());
      scene.gateway.referee().typed(Scene.CABINET, code);
      var unused = screen.codeTyped(code);
    }
  }

  private void openByPage(Optional<GrantRow> grant) {
    if (grant.isPresent()) {
      String token = scene.gateway.vault().open(grant.get().sealedToken());
      ask(token, core -> core.pickups().open(token, true));
    }
  }

  // Staff

  boolean quarantine(int number) {
    ask(core -> core.cabinets().quarantine(manager, Scene.CABINET, number, "DAMAGED"));
    return quarantined(number);
  }

  boolean release(int number) {
    ask(core -> core.cabinets().release(manager, Scene.CABINET, number));
    return !quarantined(number);
  }

  boolean isOverdue() {
    return known().map(d -> d.reminders().overdue()).orElse(true);
  }

  /** Ends whatever a flow left: doors open, items inside, compartments out of use. */
  boolean tidy() {
    for (DoorState door : scene.cabinet.plant().state().doors()) {
      if (door.open()) {
        closeLater(door.number());
      }
    }
    for (Deposit left : live()) {
      deposit = left.id();
      if (inside(left)) {
        boolean unused = collectByCode();
      }
    }
    states().stream().filter(this::isNobodys).forEach(this::putInOrder);
    return scene.unrest().isEmpty();
  }

  private boolean isNobodys(CompartmentState state) {
    boolean live =
        scene
            .gateway
            .books()
            .deposit(state.getDepositId())
            .filter(d -> d.state().isLive())
            .isPresent();
    return state.getQuarantined() && !live;
  }

  /** With a key, as a locksmith does. */
  private void putInOrder(CompartmentState state) {
    int number = state.getNumber();
    if (door(number).occupied() && !door(number).open() && scene.cabinet.plant().pry(number)) {
      boolean unused = scene.cabinet.plant().take(number);
      closeLater(number);
    }
    ask(core -> core.cabinets().release(manager, Scene.CABINET, number));
  }

  // What they see

  private List<Deposit> live() {
    return scene.gateway.books().liveDeposits();
  }

  private Optional<Deposit> mine() {
    return live().stream().max(Comparator.comparing(d -> d.times().createdAt()));
  }

  private Optional<Deposit> known() {
    return scene.gateway.books().deposit(deposit);
  }

  private static boolean inside(Deposit mine) {
    return mine.state() == DepositState.STORED || mine.state() == DepositState.COLLECTING;
  }

  private Optional<GrantRow> primary() {
    return grant(true);
  }

  private Optional<GrantRow> delegated() {
    return grant(false);
  }

  private Optional<GrantRow> grant(boolean first) {
    return scene.gateway.books().grantsAtCabinets().stream()
        .filter(g -> g.depositId().equals(deposit) && g.primary() == first)
        .findFirst();
  }

  private DoorState door(int number) {
    return scene.cabinet.plant().state().door(number);
  }

  private List<CompartmentState> states() {
    Cabinet agent = scene.cabinet.cabinet();
    return agent == null ? List.of() : agent.snapshot().states();
  }

  private Tenancy tenancy() {
    int number = known().orElseThrow().compartment();
    return states().stream()
        .filter(state -> state.getNumber() == number)
        .map(CompartmentState::getTenancy)
        .findFirst()
        .orElse(Tenancy.TENANCY_UNSPECIFIED);
  }

  private boolean quarantined(int number) {
    return states().stream()
        .anyMatch(state -> state.getNumber() == number && state.getQuarantined());
  }

  private void closeLater(int number) {
    if (closing.add(number)) {
      scene.timeline.after(
          CLOSE_MILLIS,
          () -> {
            closing.remove(number);
            boolean unused = scene.cabinet.plant().close(number);
          });
    }
  }

  private boolean asksNow() {
    boolean now = scene.now() - askedMillis >= ASK_AGAIN_MILLIS;
    if (now) {
      askedMillis = scene.now();
    }
    return now;
  }

  /**
   * @param who owns the deposit, or holds this link
   */
  private <T> void ask(String who, Function<GatewayCore, CompletionStage<T>> question) {
    scene.gateway.referee().asks(who);
    ask(question);
  }

  private <T> void ask(Function<GatewayCore, CompletionStage<T>> question) {
    GatewayCore core = scene.gateway.core();
    if (core != null && asksNow()) {
      var unused =
          question
              .apply(core)
              .exceptionally(failure -> {
                scene.history.violation(4, "the gateway answers with a failure: " + failure);
                return null;
              });
    }
  }
}
