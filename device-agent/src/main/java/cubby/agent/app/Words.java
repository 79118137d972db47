package cubby.agent.app;

import cubby.agent.domain.AbortReason;
import cubby.agent.domain.DoorReading;
import cubby.agent.domain.Fault;
import cubby.agent.domain.How;
import cubby.agent.domain.Occupancy;
import cubby.agent.domain.Outcome;
import cubby.agent.domain.Purpose;
import cubby.agent.domain.Refusal;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.ActionResult;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.FaultId;
import cubby.wire.v1.RefusalReason;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of the domain and of the wire, one for one. Enums have the same names on both sides,
 * but for the wire's prefix; a test holds that for every value.
 */
final class Words {

  private Words() {}

  static FaultId wire(Fault fault) {
    return FaultId.valueOf("FAULT_ID_" + fault.name());
  }

  static Fault domain(FaultId fault) {
    return Fault.valueOf(stripped("FAULT_ID_", fault));
  }

  static List<FaultId> wire(Set<Fault> faults) {
    return faults.isEmpty() ? List.of() : faults.stream().sorted().map(Words::wire).toList();
  }

  static Set<Fault> domain(Collection<FaultId> faults) {
    EnumSet<Fault> set = EnumSet.noneOf(Fault.class);
    faults.forEach(fault -> set.add(domain(fault)));
    return Set.copyOf(set);
  }

  static cubby.wire.v1.Purpose wire(Purpose purpose) {
    return cubby.wire.v1.Purpose.valueOf("PURPOSE_" + purpose.name());
  }

  /** Null for a purpose this agent does not know. */
  static @Nullable Purpose domain(cubby.wire.v1.Purpose purpose) {
    return switch (purpose) {
      case PURPOSE_DEPOSIT -> Purpose.DEPOSIT;
      case PURPOSE_PICKUP -> Purpose.PICKUP;
      case PURPOSE_REOPEN -> Purpose.REOPEN;
      case PURPOSE_TAKE_BACK -> Purpose.TAKE_BACK;
      case PURPOSE_SERVICE -> Purpose.SERVICE;
      case PURPOSE_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  static cubby.wire.v1.How wire(How how) {
    return cubby.wire.v1.How.valueOf("HOW_" + how.name());
  }

  static How domain(cubby.wire.v1.How how) {
    return How.valueOf(stripped("HOW_", how));
  }

  static cubby.wire.v1.AbortReason wire(AbortReason reason) {
    return cubby.wire.v1.AbortReason.valueOf("ABORT_REASON_" + reason.name());
  }

  static DoorPosition wire(DoorReading door) {
    return switch (door) {
      case CLOSED -> DoorPosition.DOOR_POSITION_CLOSED;
      case OPEN -> DoorPosition.DOOR_POSITION_OPEN;
      case UNKNOWN -> DoorPosition.DOOR_POSITION_UNKNOWN;
    };
  }

  static cubby.wire.v1.Occupancy wire(Occupancy occupancy) {
    return switch (occupancy) {
      case EMPTY -> cubby.wire.v1.Occupancy.OCCUPANCY_EMPTY;
      case OCCUPIED -> cubby.wire.v1.Occupancy.OCCUPANCY_OCCUPIED;
      case UNKNOWN -> cubby.wire.v1.Occupancy.OCCUPANCY_UNKNOWN;
    };
  }

  static ActionFinished wire(String actionId, Outcome outcome) {
    ActionFinished.Builder finished = ActionFinished.newBuilder().setActionId(actionId);
    switch (outcome) {
      case Outcome.Done done -> finished.setResult(ActionResult.ACTION_RESULT_DONE);
      case Outcome.Expired expired -> finished.setResult(ActionResult.ACTION_RESULT_EXPIRED);
      case Outcome.Unknown unknown ->
          finished.setResult(ActionResult.ACTION_RESULT_OUTCOME_UNKNOWN);
      case Outcome.Refused refused ->
          finished
              .setResult(ActionResult.ACTION_RESULT_REFUSED)
              .setReason(RefusalReason.valueOf("REFUSAL_REASON_" + refused.reason().name()));
      case Outcome.Failed failed ->
          finished.setResult(ActionResult.ACTION_RESULT_FAILED).setFault(wire(failed.fault()));
    }
    return finished.build();
  }

  static Outcome domain(ActionFinished finished) {
    return switch (finished.getResult()) {
      case ACTION_RESULT_DONE -> new Outcome.Done();
      case ACTION_RESULT_EXPIRED -> new Outcome.Expired();
      case ACTION_RESULT_REFUSED ->
          new Outcome.Refused(Refusal.valueOf(stripped("REFUSAL_REASON_", finished.getReason())));
      case ACTION_RESULT_FAILED -> new Outcome.Failed(domain(finished.getFault()));
      case ACTION_RESULT_OUTCOME_UNKNOWN, ACTION_RESULT_UNSPECIFIED, UNRECOGNIZED ->
          new Outcome.Unknown();
    };
  }

  private static String stripped(String prefix, Enum<?> word) {
    // A word of a newer agent has no prefix, and then none of ours is its name.
    String name = word.name();
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
