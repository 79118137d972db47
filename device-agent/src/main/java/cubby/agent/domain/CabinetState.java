package cubby.agent.domain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything one cabinet knows; immutable.
 *
 * @param epoch counts the agent's starts
 * @param compartments ascending by number
 * @param lastSequence highest event number ever assigned
 * @param committedThrough highest event number the gateway is known to have
 * @param lastPulse highest pulse number ever assigned
 * @param newestAction highest sequence of an action that was looked at in this epoch, 0 where none
 * @param atScreen the compartment last opened at the screen, 0 where none
 * @param faults of the whole cabinet, raised and not cleared
 */
public record CabinetState(
    long epoch,
    List<Compartment> compartments,
    Desired desired,
    CodeBucket codes,
    ActionLedger ledger,
    long lastSequence,
    long committedThrough,
    long lastPulse,
    long newestAction,
    int atScreen,
    Set<Fault> faults) {

  /** A cabinet that was never started. */
  public static CabinetState fresh(List<Plan> plans, long uptimeMillis) {
    return new CabinetState(
        0,
        plans.stream().map(plan -> Compartment.fresh(plan, uptimeMillis)).toList(),
        Desired.NONE,
        CodeBucket.full(),
        ActionLedger.of(List.of(), 0),
        0,
        0,
        0,
        0,
        0,
        Set.of());
  }

  /** The compartment of this number, or null where the cabinet has none. */
  public @Nullable Compartment find(int number) {
    for (Compartment compartment : compartments) {
      if (compartment.number() == number) {
        return compartment;
      }
    }
    return null;
  }

  /**
   * Whether nothing differs from that earlier state but when sensors were read. Most readings say
   * what the last one said; there is nothing to write, to show or to do then.
   */
  public boolean onlyReadLaterThan(CabinetState earlier) {
    // Made whole, so that a part that is added one day cannot be left out here.
    CabinetState otherwise =
        new CabinetState(
            earlier.epoch,
            compartments,
            earlier.desired,
            earlier.codes,
            earlier.ledger,
            earlier.lastSequence,
            earlier.committedThrough,
            earlier.lastPulse,
            earlier.newestAction,
            earlier.atScreen,
            earlier.faults);
    boolean same = equals(otherwise) && compartments.size() == earlier.compartments.size();
    for (int i = 0; same && i < compartments.size(); i++) {
      same = compartments.get(i).onlyReadLaterThan(earlier.compartments.get(i));
    }
    return same;
  }

  /** Events the gateway is not yet known to have. */
  public long outboxLength() {
    return lastSequence - committedThrough;
  }

  /** Whether the coil may still be energised for this decision. */
  public boolean wants(int number, long pulse) {
    Compartment compartment = find(number);
    return compartment != null
        && compartment.motion() instanceof Motion.Unlocking unlocking
        && unlocking.pulse() == pulse
        && !unlocking.pulsed();
  }
}
