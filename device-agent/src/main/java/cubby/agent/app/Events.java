package cubby.agent.app;

import cubby.agent.domain.Compartment;
import cubby.agent.domain.Effect;
import cubby.agent.domain.Fact;
import cubby.agent.domain.Tenancy;
import cubby.wire.v1.Booted;
import cubby.wire.v1.CodeAccepted;
import cubby.wire.v1.CodesRefused;
import cubby.wire.v1.CompartmentFreed;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DepositAborted;
import cubby.wire.v1.DepositCollected;
import cubby.wire.v1.DepositStored;
import cubby.wire.v1.DepositTakenBack;
import cubby.wire.v1.DesiredApplied;
import cubby.wire.v1.DoorAjar;
import cubby.wire.v1.DoorClosed;
import cubby.wire.v1.DoorOpened;
import cubby.wire.v1.DoorReminder;
import cubby.wire.v1.DoorUnlocking;
import cubby.wire.v1.Event;
import cubby.wire.v1.FaultCleared;
import cubby.wire.v1.FaultId;
import cubby.wire.v1.FaultRaised;
import cubby.wire.v1.OpenNotDetected;
import cubby.wire.v1.OpenedWithoutCommand;
import cubby.wire.v1.PickupNotTaken;
import cubby.wire.v1.Quarantined;
import cubby.wire.v1.Released;
import cubby.wire.v1.WrongDoorOpened;

/** What the cabinet tells, in the words of the wire. */
final class Events {

  private Events() {}

  static Event event(Effect.Tell tell, String agentVersion) {
    Event.Builder event =
        Event.newBuilder()
            .setSequence(tell.sequence())
            .setEpoch(tell.epoch())
            .setUptimeMillis(tell.at().uptimeMillis())
            .setUtcMillis(tell.at().utcMillis())
            .setCompartment(tell.compartment())
            .setDepositId(tell.depositId())
            .setRightId(tell.rightId());
    if (tell.after() != null) {
      event.setAfter(state(tell.after()));
    }
    if (tell.fact() instanceof Fact.Booted booted) {
      event.setBooted(
          Booted.newBuilder()
              .setAgentVersion(agentVersion)
              .setPreviousEpoch(booted.previousEpoch()));
    } else {
      fact(event, tell.fact());
    }
    return event.build();
  }

  private static void fact(Event.Builder event, Fact fact) {
    switch (fact) {
      case Fact.Booted booted -> throw new IllegalArgumentException("told with the version");
      case Fact.ActionFinished finished ->
          event.setActionFinished(Words.wire(finished.actionId(), finished.outcome()));
      case Fact.DesiredApplied applied ->
          event.setDesiredApplied(DesiredApplied.newBuilder().setVersion(applied.version()));
      case Fact.CodesRefused refused ->
          event.setCodesRefused(
              CodesRefused.newBuilder()
                  .setCount(refused.count())
                  .setBackOffMillis((int) refused.backOffMillis()));
      case Fact.CodeAccepted accepted -> event.setCodeAccepted(CodeAccepted.getDefaultInstance());
      case Fact.FaultRaised raised ->
          event.setFaultRaised(FaultRaised.newBuilder().setFault(Words.wire(raised.fault())));
      case Fact.FaultCleared cleared ->
          event.setFaultCleared(FaultCleared.newBuilder().setFault(Words.wire(cleared.fault())));
      case Fact.Quarantined quarantined ->
          event.setQuarantined(
              Quarantined.newBuilder()
                  .setFault(
                      quarantined.fault() == null
                          ? FaultId.FAULT_ID_UNSPECIFIED
                          : Words.wire(quarantined.fault())));
      case Fact.Released released -> event.setReleased(Released.getDefaultInstance());
      default -> doorOrDeposit(event, fact);
    }
  }

  private static void doorOrDeposit(Event.Builder event, Fact fact) {
    switch (fact) {
      case Fact.DoorUnlocking unlocking ->
          event.setDoorUnlocking(
              DoorUnlocking.newBuilder()
                  .setPurpose(Words.wire(unlocking.purpose()))
                  .setAttempt(unlocking.attempt())
                  .setActionId(unlocking.actionId()));
      case Fact.DoorOpened opened ->
          event.setDoorOpened(DoorOpened.newBuilder().setPurpose(Words.wire(opened.purpose())));
      case Fact.DoorClosed closed -> event.setDoorClosed(DoorClosed.getDefaultInstance());
      case Fact.DoorReminder reminder -> event.setDoorReminder(DoorReminder.getDefaultInstance());
      case Fact.DoorAjar ajar -> event.setDoorAjar(DoorAjar.getDefaultInstance());
      case Fact.OpenNotDetected not ->
          event.setOpenNotDetected(OpenNotDetected.newBuilder().setAttempts(not.attempts()));
      case Fact.OpenedWithoutCommand opened ->
          event.setOpenedWithoutCommand(OpenedWithoutCommand.getDefaultInstance());
      case Fact.WrongDoorOpened wrong ->
          event.setWrongDoorOpened(
              WrongDoorOpened.newBuilder().setCommandedCompartment(wrong.commandedCompartment()));
      case Fact.DepositStored stored -> event.setDepositStored(DepositStored.getDefaultInstance());
      case Fact.DepositAborted aborted ->
          event.setDepositAborted(
              DepositAborted.newBuilder().setReason(Words.wire(aborted.reason())));
      case Fact.DepositCollected collected ->
          event.setDepositCollected(
              DepositCollected.newBuilder().setHow(Words.wire(collected.how())));
      case Fact.PickupNotTaken not -> event.setPickupNotTaken(PickupNotTaken.getDefaultInstance());
      case Fact.DepositTakenBack back ->
          event.setDepositTakenBack(DepositTakenBack.getDefaultInstance());
      case Fact.CompartmentFreed freed ->
          event.setCompartmentFreed(CompartmentFreed.getDefaultInstance());
      default -> throw new IllegalArgumentException("no event tells " + fact);
    }
  }

  static CompartmentState state(Compartment compartment) {
    return CompartmentState.newBuilder()
        .setNumber(compartment.number())
        .setTenancy(tenancy(compartment.tenancy()))
        .setDepositId(compartment.tenancy().depositId())
        .setDoor(Words.wire(compartment.senses().door()))
        .setOccupancy(Words.wire(compartment.senses().occupancy()))
        .setQuarantined(compartment.quarantined())
        .setQuarantineReason(compartment.quarantineReason())
        .build();
  }

  private static cubby.wire.v1.Tenancy tenancy(Tenancy tenancy) {
    return switch (tenancy) {
      case Tenancy.Free free -> cubby.wire.v1.Tenancy.TENANCY_FREE;
      case Tenancy.Depositing depositing -> cubby.wire.v1.Tenancy.TENANCY_DEPOSITING;
      case Tenancy.Stored stored -> cubby.wire.v1.Tenancy.TENANCY_STORED;
      case Tenancy.Collecting collecting -> cubby.wire.v1.Tenancy.TENANCY_COLLECTING;
      case Tenancy.Grace grace -> cubby.wire.v1.Tenancy.TENANCY_GRACE;
      // The wire has no word for it: taken, not free, and opened by nobody's right.
      case Tenancy.LeftBehind left -> cubby.wire.v1.Tenancy.TENANCY_GRACE;
    };
  }
}
