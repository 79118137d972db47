package cubby.agent.app;

import cubby.agent.app.Cabinet.Snapshot;
import cubby.agent.domain.CabinetState;
import cubby.agent.domain.Compartment;
import cubby.agent.domain.DoorReading;
import cubby.agent.domain.How;
import cubby.agent.domain.Motion;
import cubby.agent.domain.Tenancy;
import cubby.wire.v1.CompartmentState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What adapters see of a state. */
final class Snapshots {

  private Snapshots() {}

  /** The snapshot at an uptime of 0, so that two of the same state are equal. */
  static Snapshot of(
      CabinetState state,
      long uptimeMillis,
      @Nullable CabinetState before,
      @Nullable Snapshot shown) {
    List<CompartmentState> states = new ArrayList<>();
    Map<Integer, String> doors = new TreeMap<>();
    List<Integer> heating = new ArrayList<>();
    Map<Integer, Integer> temperatures = new TreeMap<>();
    for (int i = 0; i < state.compartments().size(); i++) {
      Compartment compartment = state.compartments().get(i);
      boolean changed = before == null || !looksAs(compartment, before.compartments().get(i));
      states.add(shown == null || changed ? Events.state(compartment) : shown.states().get(i));
      doors.put(compartment.number(), door(compartment));
      if (compartment.warmth().heating()) {
        heating.add(compartment.number());
      }
      if (compartment.warmth().fresh(uptimeMillis)) {
        temperatures.put(compartment.number(), compartment.warmth().milliCelsius());
      }
    }
    return new Snapshot(
        state.epoch(),
        0,
        state.desired().version(),
        state.lastSequence(),
        state.committedThrough(),
        Math.max(state.newestAction(), state.ledger().forgottenThrough()),
        Collections.unmodifiableList(states),
        Collections.unmodifiableMap(doors),
        Collections.unmodifiableList(heating),
        Collections.unmodifiableMap(temperatures),
        state.desired().settings().notices(),
        forgotUntil(state),
        openedByCode(state));
  }

  static Snapshot at(Snapshot snapshot, long uptimeMillis) {
    return new Snapshot(
        snapshot.epoch(),
        uptimeMillis,
        snapshot.desiredVersion(),
        snapshot.lastSequence(),
        snapshot.committedThrough(),
        snapshot.actionSequence(),
        snapshot.states(),
        snapshot.doors(),
        snapshot.heating(),
        snapshot.temperatures(),
        snapshot.notices(),
        snapshot.forgotUntilUptimeMillis(),
        snapshot.openedByCode());
  }

  private static boolean looksAs(Compartment one, Compartment other) {
    return one.tenancy().equals(other.tenancy())
        && one.quarantineReason().equals(other.quarantineReason())
        && one.senses().door() == other.senses().door()
        && one.senses().occupancy() == other.senses().occupancy();
  }

  private static String door(Compartment compartment) {
    if (compartment.motion() instanceof Motion.Unlocking) {
      return "UNLOCKING";
    }
    if (compartment.senses().door() == DoorReading.UNKNOWN) {
      return "UNKNOWN";
    }
    return switch (compartment.motion()) {
      case Motion.Open open when open.ajar() -> "AJAR";
      case Motion.Open open -> "OPEN";
      case Motion.Closed closed -> "CLOSED";
      case Motion.Unlocking unlocking -> "UNLOCKING";
      case Motion.Unseen unseen -> "UNKNOWN";
    };
  }

  private static long forgotUntil(CabinetState state) {
    Compartment compartment = state.find(state.atScreen());
    return compartment != null
            && compartment.tenancy() instanceof Tenancy.Grace grace
            && grace.how() == How.CODE_AT_SCREEN
        ? grace.untilUptimeMillis()
        : 0;
  }

  private static @Nullable Integer openedByCode(CabinetState state) {
    Compartment compartment = state.find(state.atScreen());
    if (compartment == null) {
      return null;
    }
    boolean byCode =
        switch (compartment.tenancy()) {
          case Tenancy.Collecting pickup -> pickup.how() == How.CODE_AT_SCREEN;
          case Tenancy.Grace grace -> grace.how() == How.CODE_AT_SCREEN;
          default -> false;
        };
    boolean inUse =
        compartment.motion() instanceof Motion.Unlocking
            || compartment.motion() instanceof Motion.Open;
    return byCode && inUse ? compartment.number() : null;
  }
}
