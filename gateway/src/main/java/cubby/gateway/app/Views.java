package cubby.gateway.app;

import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.Deposits.Recipient;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.port.History;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.PickupUseCases.Delegate;
import cubby.gateway.app.usecase.PickupUseCases.PickupView;
import cubby.gateway.domain.action.Order;
import cubby.gateway.domain.action.Purpose;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.cabinet.DoorView;
import cubby.gateway.domain.cabinet.Occupancy;
import cubby.gateway.domain.cabinet.Size;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositEffect.What;
import cubby.gateway.domain.deposit.DepositMachine;
import cubby.gateway.domain.deposit.DepositState;
import cubby.gateway.domain.deposit.EndReason;
import cubby.gateway.domain.deposit.GrantState;
import cubby.gateway.domain.deposit.PickupState;
import cubby.gateway.domain.site.Phone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deposits as people see them. */
final class Views {
  /** An order without result for longer: nobody but the cabinet knows what became of it. */
  private static final Duration ORDER_UNKNOWN = Duration.ofSeconds(60);

  private final Fleet fleet;
  private final Presence presence;
  private final Vault vault;
  private final GrantDesk grants;

  Views(Desks desks) {
    this.fleet = desks.fleet();
    this.presence = desks.presence();
    this.vault = desks.vault();
    this.grants = desks.grants();
  }

  /** The deposit for its owner or a manager. */
  DepositView deposit(Tx tx, Deposit deposit, Actor viewer, Instant now) {
    Optional<ActionRow> pending = tx.actions().pendingOf(deposit.id());
    Optional<Recipient> recipient = tx.deposits().recipient(deposit.id());
    Deposit.What what = deposit.what();
    boolean seemsEmpty = seemsEmpty(tx, deposit);
    boolean canCancel = DepositMachine.canCancel(deposit, seemsEmpty);
    return new DepositView(
        deposit.id(),
        deposit.cabinet(),
        fleet.get(deposit.cabinet()).name(),
        deposit.compartment(),
        deposit.size().name(),
        what.low(),
        what.kind().name(),
        deposit.state().name(),
        deposit.reason() == EndReason.NONE ? null : deposit.reason().name(),
        door(tx, deposit, pending, now).name(),
        seemsEmpty,
        recipient.map(r -> Phone.masked(vault.open(r.sealedPhone()))).orElse(""),
        deposit.times().createdAt(),
        deposit.times().storedAt().orElse(null),
        deposit.times().endedAt().orElse(null),
        recipient.flatMap(Recipient::messageSentAt).orElse(null),
        deposit.reminders().overdueAt().orElse(null),
        deposit.reminders().overdue(),
        canCancel,
        canCancel && deposit.size() != Size.XL,
        DepositMachine.canTakeBack(deposit, viewer instanceof Actor.Manager, now),
        tx.history().of(deposit.id()).stream()
            .map(l -> new DepositView.Entry(l.at(), l.what(), l.compartment(), l.by()))
            .toList());
  }

  /** Whether the last thing that happened to it is a pickup after which the sensor saw it. */
  static boolean stillSeen(Tx tx, Deposit deposit) {
    if (deposit.state() != DepositState.STORED) {
      return false;
    }
    boolean opened = false;
    boolean still = false;
    for (History.Line line : tx.history().of(deposit.id())) {
      if (line.what().equals(What.OPENED_FOR_PICKUP.name())) {
        opened = true;
        still = false;
      } else if (line.what().equals(What.NOT_TAKEN.name())) {
        still = opened;
        opened = false;
      }
    }
    return still;
  }

  /** Stored, but the sensor sees nothing behind the closed door. */
  static boolean seemsEmpty(Tx tx, Deposit deposit) {
    return deposit.state() == DepositState.STORED
        && tx.compartments()
            .find(deposit.cabinet(), deposit.compartment())
            .map(Compartment::state)
            .map(s -> s.occupancy() == Occupancy.EMPTY && s.door() == DoorView.CLOSED)
            .orElse(false);
  }

  /** The deposit for the holder of a link; empty where the link shows nothing. */
  Optional<PickupView> pickup(Tx tx, Deposit deposit, GrantRow grant, Instant now) {
    Optional<ActionRow> pending = tx.actions().pendingOf(deposit.id());
    DoorView door = door(tx, deposit, pending, now);
    boolean ordered = pending.map(a -> a.order() instanceof Order.Open).orElse(false);
    Fleet.Place place = fleet.get(deposit.cabinet());
    boolean takingBack = takingBack(tx, deposit, pending);
    boolean grace = grant.state() == GrantState.GRACE && DepositMachine.inGrace(deposit, now);
    return PickupState.of(deposit, grant.state(), door, ordered, takingBack, now)
        .map(state ->
            new PickupView(
                deposit.id(),
                deposit.cabinet(),
                place.name(),
                place.siteName(),
                deposit.compartment(),
                deposit.what().kind().name(),
                deposit.size().name(),
                state.name(),
                door.name(),
                grants.code(grant),
                grant.primary(),
                stillSeen(tx, deposit),
                deposit.reminders().overdueAt().orElse(null),
                deposit.reminders().overdue(),
                grace ? deposit.times().graceUntil().orElse(null) : null,
                grant.primary() ? delegates(tx, deposit) : List.of(),
                presence.isPresent(deposit.cabinet())));
  }

  /** Whether the rider or the staff are about to take the item back, or have it open for that. */
  private static boolean takingBack(Tx tx, Deposit deposit, Optional<ActionRow> pending) {
    if (pending.isPresent()) {
      return pending.get().order() instanceof Order.Open open
          && open.purpose() == Purpose.TAKE_BACK;
    }
    boolean back = false;
    if (deposit.state() == DepositState.COLLECTING) {
      for (History.Line line : tx.history().of(deposit.id())) {
        if (line.what().equals(What.OPENED_TO_TAKE_BACK.name())) {
          back = true;
        } else if (line.what().equals(What.OPENED_FOR_PICKUP.name())) {
          back = false;
        }
      }
    }
    return back;
  }

  /** Whether {@link #pickup} is not empty, which neither the door nor an order changes. */
  static boolean showsPickup(Deposit deposit, GrantRow grant, Instant now) {
    return PickupState.of(deposit, grant.state(), DoorView.UNKNOWN, false, false, now).isPresent();
  }

  private List<Delegate> delegates(Tx tx, Deposit deposit) {
    return tx.grants().ofDeposit(deposit.id()).stream()
        .filter(grant -> !grant.primary())
        .map(grant ->
            new Delegate(
                grant.id(),
                Phone.masked(vault.open(grant.sealedPhone())),
                grant.createdAt(),
                word(grant.state())))
        .toList();
  }

  private static String word(GrantState state) {
    return switch (state) {
      case LIVE -> "LIVE";
      case REVOKED -> "REVOKED";
      case GRACE, SPENT, ENDED -> "SPENT";
    };
  }

  private static DoorView door(Tx tx, Deposit deposit, Optional<ActionRow> pending, Instant now) {
    if (pending.map(a -> now.isAfter(a.createdAt().plus(ORDER_UNKNOWN))).orElse(false)) {
      return DoorView.UNKNOWN;
    }
    Optional<Compartment.State> state =
        tx.compartments()
            .find(deposit.cabinet(), deposit.compartment())
            .map(Compartment::state)
            .filter(s -> s.depositId().equals(deposit.id()));
    DoorView beforeTheFirstFact =
        deposit.state() == DepositState.OPENING ? DoorView.UNLOCKING : DoorView.CLOSED;
    return state.map(Compartment.State::door).orElse(beforeTheFirstFact);
  }
}
