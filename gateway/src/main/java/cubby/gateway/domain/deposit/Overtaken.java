package cubby.gateway.domain.deposit;

import cubby.gateway.domain.action.Order;
import java.time.Instant;

/**
 * What becomes of an order that its cabinet refused because a younger one had come before it. It
 * was never done and never will be; whether it is given again depends on what happened meanwhile.
 */
public final class Overtaken {
  private Overtaken() {}

  /** Whether the deposit still wants what was ordered for it. */
  public static boolean wants(Deposit deposit, Order order, Instant now) {
    return switch (order) {
      case Order.Open open ->
          open.compartment() == deposit.compartment() && wants(deposit, open, now);
      case Order.Abort abort ->
          abort.compartment() == deposit.compartment()
              && deposit.state().isLive()
              && deposit.cancelling() != EndReason.NONE;
      case Order.Release _ -> deposit.state() == DepositState.STORED;
      case Order.Quarantine _ -> true;
    };
  }

  private static boolean wants(Deposit deposit, Order.Open open, Instant now) {
    return switch (open.purpose()) {
      case DEPOSIT ->
          deposit.state() == DepositState.OPENING && deposit.cancelling() == EndReason.NONE;
      case PICKUP, TAKE_BACK -> deposit.state().isInside();
      case REOPEN ->
          deposit.state() == DepositState.COLLECTED && DepositMachine.inGrace(deposit, now);
      case SERVICE -> true;
    };
  }
}
