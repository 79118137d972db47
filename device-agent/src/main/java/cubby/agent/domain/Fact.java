package cubby.agent.domain;

import org.jspecify.annotations.Nullable;

/** What an event tells; the meaning of each is in {@code uplink.proto}. */
public sealed interface Fact {

  record Booted(long previousEpoch) implements Fact {}

  record ActionFinished(String actionId, Outcome outcome) implements Fact {}

  record DesiredApplied(long version) implements Fact {}

  record DoorUnlocking(Purpose purpose, int attempt, String actionId) implements Fact {}

  record DoorOpened(Purpose purpose) implements Fact {}

  record DoorClosed() implements Fact {}

  record DoorReminder() implements Fact {}

  record DoorAjar() implements Fact {}

  record OpenNotDetected(int attempts) implements Fact {}

  record OpenedWithoutCommand() implements Fact {}

  record WrongDoorOpened(int commandedCompartment) implements Fact {}

  record DepositStored() implements Fact {}

  record DepositAborted(AbortReason reason) implements Fact {}

  record DepositCollected(How how) implements Fact {}

  record PickupNotTaken() implements Fact {}

  record DepositTakenBack() implements Fact {}

  record CompartmentFreed() implements Fact {}

  /**
   * @param fault null where a manager asked for it
   */
  record Quarantined(@Nullable Fault fault) implements Fact {}

  record Released() implements Fact {}

  record CodesRefused(int count, long backOffMillis) implements Fact {}

  record CodeAccepted() implements Fact {}

  record FaultRaised(Fault fault) implements Fact {}

  record FaultCleared(Fault fault) implements Fact {}
}
