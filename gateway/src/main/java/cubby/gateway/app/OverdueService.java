package cubby.gateway.app;

import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositInput;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Reminds of items that nobody collects, and lets them become overdue. */
final class OverdueService {
  private static final int MAX_AT_ONCE = 100;

  private final Desks desks;
  private final DepositDesk deposits;

  OverdueService(Desks desks, DepositDesk deposits) {
    this.desks = desks;
    this.deposits = deposits;
  }

  /** Does what is due. Called about every second; after a long stop it catches up in steps. */
  CompletionStage<Boolean> tick(Instant now) {
    return desks
        .store()
        .read(tx -> !tx.deposits().due(now, 1).isEmpty())
        .thenCompose(
            any -> any ? desks.store().write(tx -> remind(tx, now)) : desks.store().read(_ -> any));
  }

  private boolean remind(cubby.gateway.app.port.Tx tx, Instant now) {
    for (Deposit deposit : tx.deposits().due(now, MAX_AT_ONCE)) {
      deposits.apply(tx, deposit, new DepositInput.Due(), "gateway", now);
    }
    return true;
  }
}
