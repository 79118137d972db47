package cubby.world.sim;

import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.DepositUseCases.NewDeposit;
import cubby.gateway.app.usecase.DepositView;
import java.util.List;

/** Brings one item: asks for a door, puts it in, closes; or has second thoughts on the way. */
final class Rider {
  private static final int MAX_ASKS = 6;
  private static final List<String> SIZES = List.of("S", "S", "M", "L");

  /** What this rider has in mind. */
  private enum Plan {
    STORE,
    CANCEL,
    BIGGER,
    /** Closes the door over nothing, then ends the deposit. */
    EMPTY,
    TAKE_BACK
  }

  private static final List<Plan> PLANS =
      List.of(
          Plan.STORE,
          Plan.STORE,
          Plan.STORE,
          Plan.STORE,
          Plan.STORE,
          Plan.CANCEL,
          Plan.BIGGER,
          Plan.EMPTY,
          Plan.TAKE_BACK);

  private final People people;
  private final SimCabinet cabinet;
  private final Actor.Rider me;
  private final Plan plan;
  private final String size;
  private int asks;
  private long nextAskMillis;
  private long busyUntilMillis;
  private boolean thoughtAgain;
  private boolean over;
  private List<String> ends = List.of();

  Rider(People people, SimCabinet cabinet, int number) {
    this.people = people;
    this.cabinet = cabinet;
    this.me = new Actor.Rider("r" + number);
    Plan drawn = people.chance.pick(PLANS);
    this.plan = drawn == Plan.STORE || people.chance.lets() ? drawn : Plan.STORE;
    this.size = people.chance.pick(SIZES);
  }

  /** Whether nothing more is to be expected of this rider. */
  boolean isOver() {
    return over;
  }

  /** How this rider's deposits ended; empty before, and where the rider got no door. */
  List<String> ends() {
    return ends;
  }

  /** Stays at home. */
  void stay() {
    over = true;
  }

  void look() {
    if (over) {
      return;
    }
    people.ask(core -> core.deposits().mine(me, false), this::act);
    people.later(people.pause(1_000, 2_500), this::look);
  }

  private void act(List<DepositView> mine) {
    long now = people.timeline.uptimeMillis();
    if (mine.isEmpty()) {
      if (now >= nextAskMillis) {
        begin(now);
      }
      return;
    }
    over = mine.stream().noneMatch(Rider::isLive);
    if (over) {
      ends = mine.stream().map(DepositView::state).toList();
    }
    if (now < busyUntilMillis) {
      return;
    }
    for (DepositView deposit : mine) {
      if (isLive(deposit)) {
        act(deposit, deposit == mine.getFirst());
      }
    }
  }

  private static boolean isLive(DepositView deposit) {
    return switch (deposit.state()) {
      case "OPENING", "OPEN", "STORED", "COLLECTING" -> true;
      default -> false;
    };
  }

  private void begin(long now) {
    if (++asks > MAX_ASKS) {
      over = true;
      return;
    }
    nextAskMillis = now + 20_000;
    people.gateway.referee().asks(me.label());
    people.ask(
        core ->
            core.deposits()
                .begin(me, new NewDeposit(cabinet.id(), size, false, "13900000000", true)),
        answer -> people.history.step(me.label(), "begins: " + answer.getClass().getSimpleName()));
  }

  private void act(DepositView deposit, boolean newest) {
    boolean open = people.door(cabinet, deposit.compartment()).open();
    switch (deposit.state()) {
      case "OPENING", "OPEN" -> {
        if (open) {
          busy();
          atOpenDoor(deposit, newest);
        }
      }
      case "STORED", "COLLECTING" -> {
        if (plan == Plan.EMPTY && deposit.seemsEmpty() && deposit.canCancel()) {
          busy();
          cancel(deposit);
        } else if (plan == Plan.TAKE_BACK && open && thoughtAgain) {
          busy();
          take(deposit);
        } else if (plan == Plan.TAKE_BACK && deposit.canTakeBack()) {
          busy();
          thoughtAgain = true;
          people.gateway.referee().asks(me.label());
          people.ask(core -> core.deposits().takeBack(me, deposit.id()), this::heard);
        }
      }
      default -> {
        // It is over.
      }
    }
  }

  private void busy() {
    busyUntilMillis = people.timeline.uptimeMillis() + people.pause(3_000, 8_000);
  }

  private void atOpenDoor(DepositView deposit, boolean newest) {
    boolean first = !thoughtAgain;
    if (plan == Plan.BIGGER && first) {
      thoughtAgain = true;
      people.gateway.referee().asks(me.label());
      people.ask(core -> core.deposits().bigger(me, deposit.id()), this::heard);
    } else if (plan == Plan.CANCEL && first) {
      thoughtAgain = true;
      cancel(deposit);
    } else if (newest && plan != Plan.EMPTY && plan != Plan.CANCEL) {
      if (cabinet.plant().put(deposit.compartment(), deposit.id())) {
        people.history.step(me.label(), "puts it into " + deposit.compartment());
      }
    }
    people.closeLater(cabinet, deposit.compartment());
  }

  private void cancel(DepositView deposit) {
    people.ask(core -> core.deposits().cancel(me, deposit.id()), this::heard);
  }

  private void take(DepositView deposit) {
    if (cabinet.plant().take(deposit.compartment())) {
      people.history.step(me.label(), "takes it back from " + deposit.compartment());
    }
    people.closeLater(cabinet, deposit.compartment());
  }

  private void heard(Object answer) {
    people.history.step(me.label(), "hears " + answer.getClass().getSimpleName());
  }
}
