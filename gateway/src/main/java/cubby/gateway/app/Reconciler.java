package cubby.gateway.app;

import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.port.Tx;
import cubby.gateway.domain.action.Purpose;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.cabinet.DoorView;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositInput;
import cubby.gateway.domain.deposit.DepositState;
import cubby.gateway.domain.deposit.GrantState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares deposits with the compartments they are in, once no event is on its way any more that
 * could explain a difference: facts may have been lost on either side.
 */
final class Reconciler {
  private record Awaited(String cabinet) {}

  private final EventApplier applier;

  /** Where a stream is again as far as its cabinet was at its hello. */
  private final Map<String, Long> awaited = new ConcurrentHashMap<>();

  Reconciler(EventApplier applier) {
    this.applier = applier;
  }

  /** The stream is as far as its cabinet is. */
  void compare(Tx tx, String cabinet, Instant now) {
    for (Deposit deposit : tx.deposits().live(cabinet)) {
      tx.compartments()
          .find(cabinet, deposit.compartment())
          .map(Compartment::state)
          .ifPresent(state -> compare(tx, deposit, state, now));
    }
    for (GrantRow grant : tx.grants().atCabinet(cabinet)) {
      if (grant.state() == GrantState.GRACE) {
        tx.deposits().find(grant.depositId()).ifPresent(deposit -> grace(tx, deposit, now));
      }
    }
    await(tx, cabinet, null);
  }

  /** The stream will be as far as its cabinet is with this event. */
  void compareAt(Tx tx, String cabinet, long sequence) {
    await(tx, cabinet, sequence);
  }

  /** Events up to this number were applied. */
  void reached(Tx tx, String cabinet, long through, Instant now) {
    Long sequence = awaited.get(cabinet);
    if (sequence != null && through >= sequence) {
      compare(tx, cabinet, now);
    }
  }

  private void await(Tx tx, String cabinet, @Nullable Long sequence) {
    tx.afterCommit(
        new Awaited(cabinet),
        () -> {
          if (sequence == null) {
            awaited.remove(cabinet);
          } else {
            awaited.put(cabinet, sequence);
          }
        });
  }

  /** A grace window is over with its compartment's next tenancy, also where nobody told its end. */
  private void grace(Tx tx, Deposit deposit, Instant now) {
    tx.compartments()
        .find(deposit.cabinet(), deposit.compartment())
        .filter(place -> !place.state().depositId().equals(deposit.id()))
        .ifPresent(
            _ -> applier.infer(tx, deposit, new DepositInput.Freed(deposit.compartment()), now));
  }

  private void compare(Tx tx, Deposit deposit, Compartment.State state, Instant now) {
    if (state.depositId().equals(deposit.id())) {
      missed(deposit, state).ifPresent(fact -> applier.infer(tx, deposit, fact, now));
    } else if (deposit.state() != DepositState.OPENING) {
      applier.infer(tx, deposit, new DepositInput.Freed(deposit.compartment()), now);
    } else if (tx.actions().pendingOf(deposit.id()).isEmpty()) {
      applier.infer(
          tx,
          deposit,
          new DepositInput.OpenEnded(
              deposit.compartment(), Purpose.DEPOSIT, DepositInput.OpenResult.TOO_LATE),
          now);
    }
  }

  /** The fact that the compartment shows and the deposit was never told. */
  private static Optional<DepositInput> missed(Deposit deposit, Compartment.State state) {
    int number = deposit.compartment();
    boolean puttingIn =
        deposit.state() == DepositState.OPENING || deposit.state() == DepositState.OPEN;
    return switch (state.tenancy()) {
      case DEPOSITING ->
          deposit.state() == DepositState.OPENING && state.door() == DoorView.OPEN
              ? Optional.of(new DepositInput.Opened(number, Purpose.DEPOSIT))
              : Optional.empty();
      case STORED ->
          Optional.of(
              puttingIn
                  ? new DepositInput.Stored(number)
                  : new DepositInput.Seen(number, state.tenancy()));
      case COLLECTING -> Optional.of(new DepositInput.Unlocking(number, Purpose.PICKUP));
      // The wire's word for an item left behind, too: then nothing was collected.
      case GRACE ->
          Optional.of(
              puttingIn
                  ? new DepositInput.Aborted(number, DepositInput.AbortCause.CANCELLED)
                  : new DepositInput.Collected(number, "", DepositInput.How.UNKNOWN));
      case FREE, UNKNOWN -> Optional.empty();
    };
  }
}
