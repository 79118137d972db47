package cubby.gateway.app;

import cubby.gateway.app.port.History;
import cubby.gateway.app.port.Tx;
import cubby.gateway.domain.deposit.DepositEffect.What;
import java.time.Instant;

/** Lines of history. */
final class Notes {
  private Notes() {}

  /** A line about the deposit as it is in this transaction. */
  static void add(Tx tx, String depositId, What what, String by, Instant at) {
    tx.deposits()
        .find(depositId)
        .ifPresent(deposit -> add(tx, depositId, what, deposit.compartment(), by, at));
  }

  static void add(Tx tx, String depositId, What what, int compartment, String by, Instant at) {
    tx.history().add(depositId, new History.Line(at, what.name(), compartment, by));
  }
}
