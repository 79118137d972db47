package cubby.agent.app;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.agent.domain.ActionLedger;
import cubby.agent.domain.CabinetState;
import cubby.agent.domain.CodeBucket;
import cubby.agent.domain.Compartment;
import cubby.agent.domain.Desired;
import cubby.agent.domain.Motion;
import cubby.agent.domain.Plan;
import cubby.agent.domain.Purpose;
import cubby.agent.domain.Senses;
import cubby.agent.domain.Tenancy;
import cubby.agent.domain.Warmth;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.StoredCompartment;
import cubby.wire.v1.StoredCounters;
import cubby.wire.v1.StoredMotion;
import cubby.wire.v1.StoredResult;
import cubby.wire.v1.StoredTenancy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state as the journal keeps it: what outlives a restart, and no more. */
final class StoredForm {

  private StoredForm() {}

  // To the journal

  static StoredCompartment compartment(Compartment compartment) {
    StoredCompartment.Builder stored =
        StoredCompartment.newBuilder()
            .setTenancy(tenancy(compartment.tenancy()))
            .setQuarantineReason(compartment.quarantineReason())
            .addAllFaults(Words.wire(compartment.faults()));
    StoredMotion motion = motion(compartment.motion());
    if (motion != null) {
      stored.setMotion(motion);
    }
    return stored.build();
  }

  private static StoredTenancy tenancy(Tenancy tenancy) {
    StoredTenancy.Builder stored =
        StoredTenancy.newBuilder().setDepositId(tenancy.depositId()).setRightId(tenancy.rightId());
    switch (tenancy) {
      case Tenancy.Free free -> stored.setKind(StoredTenancy.Kind.KIND_FREE);
      case Tenancy.Depositing deposit ->
          stored.setKind(StoredTenancy.Kind.KIND_DEPOSITING).setAborting(deposit.aborting());
      case Tenancy.Stored still -> stored.setKind(StoredTenancy.Kind.KIND_STORED);
      case Tenancy.Collecting pickup ->
          stored
              .setKind(StoredTenancy.Kind.KIND_COLLECTING)
              .setHow(Words.wire(pickup.how()))
              .setPurpose(Words.wire(pickup.purpose()));
      case Tenancy.Grace grace ->
          stored
              .setKind(StoredTenancy.Kind.KIND_GRACE)
              .setHow(Words.wire(grace.how()))
              .setUntilUtcMillis(grace.untilUtcMillis());
      case Tenancy.LeftBehind left -> stored.setKind(StoredTenancy.Kind.KIND_LEFT_BEHIND);
    }
    return stored.build();
  }

  private static @Nullable StoredMotion motion(@Nullable Motion motion) {
    return switch (motion) {
      case null -> null;
      case Motion.Closed closed -> motion(StoredMotion.Kind.KIND_CLOSED);
      case Motion.Open open ->
          motion(
              switch (open.cause()) {
                case COMMANDED -> StoredMotion.Kind.KIND_OPEN_COMMANDED;
                case FORCED -> StoredMotion.Kind.KIND_OPEN_FORCED;
                case WRONG_DOOR -> StoredMotion.Kind.KIND_OPEN_WRONG_DOOR;
                case FOUND -> StoredMotion.Kind.KIND_OPEN_FOUND;
              });
      case Motion.Unlocking unlocking ->
          StoredMotion.newBuilder()
              .setKind(StoredMotion.Kind.KIND_UNLOCKING)
              .setPurpose(Words.wire(unlocking.purpose()))
              .setPulse(unlocking.pulse())
              .setAttempt(unlocking.attempt())
              .setActionId(unlocking.actionId())
              .setActionSequence(unlocking.actionSequence())
              .build();
      // A second restart before the first reading must not forget what was under way.
      case Motion.Unseen unseen -> motion(unseen.before());
    };
  }

  private static StoredMotion motion(StoredMotion.Kind kind) {
    return StoredMotion.newBuilder().setKind(kind).build();
  }

  static StoredResult result(ActionLedger.Entry entry) {
    return StoredResult.newBuilder()
        .setFinished(Words.wire(entry.actionId(), entry.outcome()))
        .setActionSequence(entry.sequence())
        .setCompartment(entry.compartment())
        .setEventSequence(entry.eventSequence())
        .build();
  }

  static StoredCounters counters(CabinetState state) {
    return StoredCounters.newBuilder()
        .setLastSequence(state.lastSequence())
        .setCommittedThrough(state.committedThrough())
        .setForgottenThrough(state.ledger().forgottenThrough())
        .setLastPulse(state.lastPulse())
        .setCodesLeft(state.codes().left())
        .setAtScreen(state.atScreen())
        .addAllFaults(Words.wire(state.faults()))
        .build();
  }

  // From the journal

  /** The state that the journal held when the agent last ran. */
  static CabinetState state(Journal.Contents contents, List<Plan> plans, long uptimeMillis)
      throws JournalException {
    try {
      List<Compartment> compartments = new ArrayList<>();
      for (Plan plan : plans) {
        byte[] row = contents.compartments().get(plan.number());
        compartments.add(
            row == null
                ? Compartment.fresh(plan, uptimeMillis)
                : compartment(plan, StoredCompartment.parseFrom(row), uptimeMillis));
      }
      StoredCounters counters =
          contents.counters() == null
              ? StoredCounters.newBuilder().setCodesLeft(CodeBucket.CAPACITY).build()
              : StoredCounters.parseFrom(contents.counters());
      List<ActionLedger.Entry> entries = new ArrayList<>();
      for (Journal.StoredResult row : contents.results()) {
        entries.add(entry(StoredResult.parseFrom(row.bytes())));
      }
      Desired desired =
          contents.desired() == null
              ? Desired.NONE
              : Downlinks.desired(DesiredState.parseFrom(contents.desired()));
      return new CabinetState(
          contents.epoch(),
          compartments,
          desired,
          new CodeBucket(counters.getCodesLeft(), uptimeMillis),
          ActionLedger.of(entries, counters.getForgottenThrough()),
          counters.getLastSequence(),
          counters.getCommittedThrough(),
          counters.getLastPulse(),
          0,
          counters.getAtScreen(),
          Words.domain(counters.getFaultsList()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new JournalException("the journal holds a row that cannot be read", e);
    }
  }

  private static Compartment compartment(Plan plan, StoredCompartment stored, long uptimeMillis) {
    return new Compartment(
        plan,
        tenancy(stored.getTenancy(), uptimeMillis),
        stored.hasMotion() ? motion(stored.getMotion(), uptimeMillis) : new Motion.Unseen(null),
        stored.getQuarantineReason(),
        Words.domain(stored.getFaultsList()),
        Senses.none(uptimeMillis),
        Warmth.UNKNOWN);
  }

  private static Tenancy tenancy(StoredTenancy stored, long uptimeMillis) {
    String deposit = stored.getDepositId();
    return switch (stored.getKind()) {
      case KIND_FREE -> new Tenancy.Free();
      case KIND_DEPOSITING ->
          new Tenancy.Depositing(deposit, stored.getRightId(), stored.getAborting());
      case KIND_STORED -> new Tenancy.Stored(deposit);
      case KIND_COLLECTING ->
          new Tenancy.Collecting(
              deposit,
              stored.getRightId(),
              Words.domain(stored.getHow()),
              purpose(stored.getPurpose()));
      case KIND_GRACE ->
          new Tenancy.Grace(
              deposit,
              stored.getRightId(),
              Words.domain(stored.getHow()),
              uptimeMillis,
              stored.getUntilUtcMillis());
      case KIND_LEFT_BEHIND -> new Tenancy.LeftBehind(deposit);
      case KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a tenancy of a newer agent");
    };
  }

  private static Motion motion(StoredMotion stored, long uptimeMillis) {
    return switch (stored.getKind()) {
      case KIND_CLOSED -> new Motion.Closed();
      case KIND_OPEN_COMMANDED -> open(Motion.Cause.COMMANDED, uptimeMillis);
      case KIND_OPEN_FORCED -> open(Motion.Cause.FORCED, uptimeMillis);
      case KIND_OPEN_WRONG_DOOR -> open(Motion.Cause.WRONG_DOOR, uptimeMillis);
      case KIND_OPEN_FOUND -> open(Motion.Cause.FOUND, uptimeMillis);
      case KIND_UNLOCKING ->
          new Motion.Unlocking(
              purpose(stored.getPurpose()),
              stored.getPulse(),
              stored.getAttempt(),
              uptimeMillis,
              Motion.Unlocking.NOT_YET,
              stored.getActionId(),
              stored.getActionSequence());
      case KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a motion of a newer agent");
    };
  }

  private static Motion open(Motion.Cause cause, long uptimeMillis) {
    return new Motion.Open(cause, uptimeMillis, false, false);
  }

  private static Purpose purpose(cubby.wire.v1.Purpose stored) {
    Purpose purpose = Words.domain(stored);
    if (purpose == null) {
      throw new IllegalArgumentException("a purpose of a newer agent");
    }
    return purpose;
  }

  private static ActionLedger.Entry entry(StoredResult stored) {
    return new ActionLedger.Entry(
        stored.getFinished().getActionId(),
        stored.getActionSequence(),
        Words.domain(stored.getFinished()),
        stored.getCompartment(),
        stored.getEventSequence());
  }
}
