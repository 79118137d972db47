package cubby.world.kill;

import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.Event.FactCase;
import cubby.wire.v1.Occupancy;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.Tenancy;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The riders and recipients of a busy cabinet, at the gateway and in front of the doors. They look
 * at what the gateway knows and do the next thing, over and over, because nobody tells them that
 * the cabinet died in between.
 */
final class Traffic {
  /** Whoever saw nothing happen tries again after this long. */
  private static final long PATIENCE_NANOS = 400_000_000;

  /** Fewer than the keypad bears before it backs off. */
  private static final int MOST_REFUSED_CODES = 3;

  private final RecordingGateway gateway;
  private final EventLedger ledger;
  private final SplittableRandom random;
  private final Map<Integer, Placed> placed = new HashMap<>();
  private final Map<Integer, String> lastAction = new HashMap<>();
  private final Map<Integer, Done> lastDone = new HashMap<>();
  private int deposits;

  /** A deposit, its right and code, and the desired state that brings them to the cabinet. */
  record Placed(String depositId, String rightId, String code, long desiredVersion) {}

  private record Done(CompartmentState state, long epoch, long nanos) {}

  Traffic(RecordingGateway gateway, SplittableRandom random) {
    this.gateway = gateway;
    this.ledger = gateway.ledger();
    this.random = random;
  }

  /**
   * Somebody does one thing.
   *
   * @param newDeposits false where the day ends: doors are closed, nothing new is begun
   * @return false where there is nothing to do at present
   */
  boolean step(CabinetLife cabinet, boolean newDeposits) {
    if (!ledger.isCaughtUp()) {
      return false;
    }
    Map<Integer, CompartmentState> states = ledger.states();
    int first = random.nextInt(CabinetFiles.DOORS);
    for (int i = 0; i < CabinetFiles.DOORS; i++) {
      CompartmentState state = states.get(1 + (first + i) % CabinetFiles.DOORS);
      if (state != null && isDue(state) && act(cabinet, state, newDeposits)) {
        lastDone.put(state.getNumber(), new Done(state, ledger.epoch(), System.nanoTime()));
        return true;
      }
    }
    return false;
  }

  private boolean isDue(CompartmentState state) {
    Done done = lastDone.get(state.getNumber());
    if (done != null
        && done.epoch() == ledger.epoch()
        && done.state().equals(state)
        && System.nanoTime() - done.nanos() < PATIENCE_NANOS) {
      return false;
    }
    String action = lastAction.get(state.getNumber());
    return action == null || !ledger.results(action).isEmpty();
  }

  private boolean act(CabinetLife cabinet, CompartmentState state, boolean newDeposits) {
    int number = state.getNumber();
    boolean open = state.getDoor() == DoorPosition.DOOR_POSITION_OPEN;
    if (open) {
      return atOpenDoor(cabinet, state);
    }
    if (state.getQuarantined() && state.getTenancy() != Tenancy.TENANCY_STORED) {
      return service(state);
    }
    return newDeposits
        && switch (state.getTenancy()) {
          case TENANCY_FREE -> deposit(number);
          case TENANCY_STORED -> collect(cabinet, number, Purpose.PURPOSE_PICKUP);
          case TENANCY_GRACE ->
              random.nextInt(3) == 0 && collect(cabinet, number, Purpose.PURPOSE_REOPEN);
          default -> false;
        };
  }

  /** A manager takes out what was left behind, or gives the empty compartment back. */
  private boolean service(CompartmentState state) {
    int number = state.getNumber();
    boolean left = state.getOccupancy() == Occupancy.OCCUPANCY_OCCUPIED;
    lastAction.put(
        number,
        left ? gateway.open(number, Purpose.PURPOSE_SERVICE, "", "") : gateway.release(number));
    return true;
  }

  private boolean deposit(int number) {
    deposits++;
    String id = "deposit-" + deposits;
    String right = "right-" + deposits;
    String code = String.format(Locale.ROOT, "%08d", 10_000_000 + deposits * 7);
    placed.put(number, new Placed(id, right, code, gateway.grant(number, id, right, code)));
    lastAction.put(number, gateway.open(number, Purpose.PURPOSE_DEPOSIT, id, right));
    return true;
  }

  private boolean collect(CabinetLife cabinet, int number, Purpose purpose) {
    Placed deposit = placed.get(number);
    if (deposit == null) {
      return false;
    }
    boolean atScreen =
        purpose == Purpose.PURPOSE_PICKUP
            && random.nextBoolean()
            && isApplied(deposit.desiredVersion())
            && ledger.of(FactCase.CODES_REFUSED).size() < MOST_REFUSED_CODES;
    if (atScreen) {
      cabinet.tell("code " + deposit.code());
    } else {
      lastAction.put(number, gateway.open(number, purpose, deposit.depositId(), deposit.rightId()));
    }
    return true;
  }

  private boolean isApplied(long desiredVersion) {
    return ledger.of(FactCase.DESIRED_APPLIED).stream()
        .anyMatch(event -> event.getDesiredApplied().getVersion() >= desiredVersion);
  }

  private boolean atOpenDoor(CabinetLife cabinet, CompartmentState state) {
    int number = state.getNumber();
    boolean occupied = state.getOccupancy() == Occupancy.OCCUPANCY_OCCUPIED;
    boolean depositing = state.getTenancy() == Tenancy.TENANCY_DEPOSITING;
    if (depositing && !occupied && random.nextInt(6) == 0) {
      lastAction.put(number, gateway.abort(number, state.getDepositId()));
    } else if (depositing && !occupied) {
      cabinet.tell("put " + number + " " + state.getDepositId());
    } else if (!depositing && occupied && random.nextInt(8) > 0) {
      cabinet.tell("take " + number);
    }
    cabinet.tell("close " + number);
    return true;
  }
}
