package cubby.world.sim;

import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Cabinets.Enrolled;
import cubby.gateway.app.port.Deposits.Recipient;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.port.Messages.MessageRow;
import cubby.gateway.app.port.Partners;
import cubby.gateway.app.port.Problems.ProblemRow;
import cubby.gateway.app.port.Reservations;
import cubby.gateway.app.port.Reservations.ReservationRow;
import cubby.gateway.domain.action.ActionState;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.deposit.Deposit;
import java.time.Instant;
import java.util.Optional;

/** What the gateway's database holds; it outlives the gateway. */
final class GatewayDisk {

  /** A message and whether anything is still to be done about it. */
  record Letter(MessageRow row, boolean waiting) {}

  /** A compartment's key. */
  record Place(String cabinet, int number) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int first = cabinet.compareTo(other.cabinet);
      return first != 0 ? first : Integer.compare(number, other.number);
    }
  }

  final Table.Undo undo = new Table.Undo();
  final Table<String, CabinetRow> cabinets = new Table<>(undo);
  final Table<String, Enrolled> secrets = new Table<>(undo);
  final Table<Place, Compartment> compartments = new Table<>(undo);
  final Table<String, Deposit> deposits = new Table<>(undo, row -> row.state().isLive());
  final Table<String, Recipient> recipients = new Table<>(undo);
  final Table<String, GrantRow> grants = new Table<>(undo);
  final Table<String, ActionRow> actions =
      new Table<>(undo, row -> row.state() == ActionState.PENDING);
  final Table<String, ReservationRow> reservations =
      new Table<>(undo, row -> row.state() == Reservations.State.HELD);
  final Table<String, Letter> messages = new Table<>(undo, Letter::waiting);
  final Table<String, ProblemRow> problems = new Table<>(undo);
  final Table<String, Partners.Endpoint> endpoints = new Table<>(undo);
  final Table<String, MemoryPartners.Hook> hooks = new Table<>(undo, hook -> !hook.spread());
  final Table<String, MemoryPartners.Way> ways =
      new Table<>(undo, way -> way.state() == MemoryPartners.State.WAITING);
  final Table<String, Optional<Instant>> failingSince = new Table<>(undo);
}
