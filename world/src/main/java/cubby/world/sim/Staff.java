package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.gateway.app.usecase.Actor;
import cubby.hardware.sim.SimulatedState.DoorState;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.Tenancy;
import java.util.HashMap;
import java.util.Map;

/** Those who look after cabinets: shut doors that stand open, and put back what was quarantined. */
final class Staff {
  private static final long ROUND_MILLIS = 10_000;
  private static final int ROUNDS_LEFT_OPEN = 5;

  private final People people;
  private final Actor.Manager manager = new Actor.Manager("chief");
  private final Map<String, Integer> openRounds = new HashMap<>();
  private boolean healed;

  Staff(People people) {
    this.people = people;
  }

  /** After the storm nothing is left lying. */
  void heal() {
    healed = true;
  }

  void round() {
    for (SimCabinet cabinet : people.cabinets()) {
      for (DoorState door : cabinet.plant().state().doors()) {
        shut(cabinet, door);
      }
      if (healed) {
        release(cabinet);
      }
    }
    people.later(ROUND_MILLIS, this::round);
  }

  private void shut(SimCabinet cabinet, DoorState door) {
    String key = cabinet.id() + "/" + door.number();
    int rounds = door.open() ? openRounds.merge(key, 1, Integer::sum) : 0;
    if (rounds == 0) {
      openRounds.remove(key);
    } else if (rounds > ROUNDS_LEFT_OPEN && cabinet.plant().close(door.number())) {
      people.history.step("staff", "shuts " + key);
      openRounds.remove(key);
    }
  }

  private void release(SimCabinet cabinet) {
    Cabinet agent = cabinet.cabinet();
    if (agent == null) {
      return;
    }
    for (CompartmentState state : agent.snapshot().states()) {
      boolean nobodys = state.getTenancy() == Tenancy.TENANCY_FREE || !live(state.getDepositId());
      if (state.getQuarantined() && nobodys) {
        empty(cabinet, state.getNumber());
        people.ask(
            core -> core.cabinets().release(manager, cabinet.id(), state.getNumber()),
            answer -> people.history.step("staff", answer.getClass().getSimpleName()));
      }
    }
  }

  private boolean live(String deposit) {
    return people
        .gateway
        .books()
        .deposit(deposit)
        .map(found -> found.state().isLive())
        .orElse(false);
  }

  /**
   * With a key, as a locksmith does: the cabinet sees a door opened without its command. Where the
   * door stands open none is needed.
   */
  private void empty(SimCabinet cabinet, int number) {
    DoorState door = people.door(cabinet, number);
    if (door.occupied() && (door.open() || cabinet.plant().pry(number))) {
      people.history.step("staff", "empties " + cabinet.id() + "/" + number);
      boolean unused = cabinet.plant().take(number);
      people.closeLater(cabinet, number);
    }
  }
}
