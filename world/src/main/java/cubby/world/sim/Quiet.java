package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.deposit.Deposit;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What still keeps a healed world from being at rest; nothing of it may stay. */
final class Quiet {
  /** A wrong clock put it off: it is not forgotten, it is late. */
  private static final Duration FAR = Duration.ofHours(12);

  private final SimGateway gateway;
  private final Books books;
  private final List<SimCabinet> cabinets;

  Quiet(SimGateway gateway, List<SimCabinet> cabinets) {
    this.gateway = gateway;
    this.books = gateway.books();
    this.cabinets = cabinets;
  }

  /** Empty where all is final and both sides agree. */
  List<String> unrest() {
    List<String> unrest = new ArrayList<>();
    for (ActionRow action : books.pendingActions()) {
      unrest.add("action " + action.id() + " is pending: " + action.order());
    }
    for (Deposit deposit : books.liveDeposits()) {
      unrest.add("deposit " + deposit.id() + " is " + deposit.state());
    }
    for (GrantRow grant : books.grantsAtCabinets()) {
      if (books.deposit(grant.depositId()).filter(d -> d.state().isLive()).isEmpty()) {
        unrest.add("right " + grant.id() + " of an ended deposit is " + grant.state());
      }
    }
    cabinets.forEach(cabinet -> look(cabinet, unrest));
    told(unrest);
    return unrest;
  }

  /**
   * Each partner's event was heard at least once, or given up and counted; each text sent or so.
   */
  private void told(List<String> unrest) {
    Instant far = gateway.clock().now().plus(FAR);
    for (Books.Told told : books.told()) {
      String event = "event " + told.type() + " of " + told.deposit();
      switch (told.state()) {
        case "" -> unrest.add(event + " is on no way to a partner");
        case "WAITING" -> {
          if (told.nextAt().isBefore(far)) {
            unrest.add(event + " waits until " + told.nextAt());
          }
        }
        case "DELIVERED" -> {
          if (!gateway.ear().hasHeard(told.id())) {
            unrest.add("event " + told.type() + " counts as delivered, and nobody heard it");
          }
        }
        default -> {
          // Given up, and counted.
        }
      }
    }
    long waiting = books.waitingTexts();
    if (waiting > 0) {
      unrest.add(waiting + " texts wait");
    }
  }

  private void look(SimCabinet cabinet, List<String> unrest) {
    Cabinet agent = cabinet.cabinet();
    CabinetRow row = books.cabinet(cabinet.id()).orElseThrow();
    if (agent == null) {
      unrest.add(cabinet.id() + " is down");
      return;
    }
    if (row.stream().generation() < gateway.referee().owedGeneration(cabinet.id())) {
      unrest.add(cabinet.id() + " went on from an older journal, and nobody noticed");
    }
    Cabinet.Snapshot snapshot = agent.snapshot();
    if (row.stream().through() != snapshot.lastSequence()
        || snapshot.committedThrough() != snapshot.lastSequence()) {
      unrest.add(
          cabinet.id()
              + " has events up to "
              + snapshot.lastSequence()
              + ", the gateway up to "
              + row.stream().through()
              + ", confirmed up to "
              + snapshot.committedThrough());
    }
    if (row.desiredVersion() != row.desiredApplied()
        || row.desiredVersion() != snapshot.desiredVersion()) {
      unrest.add(
          cabinet.id()
              + " should have desired state "
              + row.desiredVersion()
              + ", said "
              + row.desiredApplied()
              + ", has "
              + snapshot.desiredVersion());
    }
    for (CompartmentState state : snapshot.states()) {
      String difference = difference(cabinet.id(), state);
      if (difference != null) {
        unrest.add(cabinet.id() + "/" + state.getNumber() + " " + difference);
      }
    }
  }

  private @Nullable String difference(String cabinet, CompartmentState state) {
    Compartment seen = books.compartment(cabinet, state.getNumber()).orElse(null);
    if (seen == null) {
      return "is unknown to the gateway";
    }
    boolean same =
        seen.state()
                .tenancy()
                .name()
                .equals(state.getTenancy().name().substring("TENANCY_".length()))
            && seen.state().depositId().equals(state.getDepositId())
            && seen.state().quarantined() == state.getQuarantined();
    if (!same) {
      return "is " + seen.state() + " to the gateway and " + state.getTenancy() + " in truth";
    }
    if (state.getTenancy() != Tenancy.TENANCY_FREE) {
      return "is still " + state.getTenancy();
    }
    return state.getDoor() == DoorPosition.DOOR_POSITION_CLOSED ? null : "has its door open";
  }
}
