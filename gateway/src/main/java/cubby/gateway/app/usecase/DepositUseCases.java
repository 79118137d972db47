package cubby.gateway.app.usecase;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A rider (or a partner's rider) puts an item in. Callable from any thread; stages end on commit.
 */
public interface DepositUseCases {

  /** What a deposit needs to begin. */
  record NewDeposit(
      String cabinet, String size, boolean low, String recipientPhone, boolean consent) {}

  /** Chooses and reserves a compartment, makes the grant and opens the door. */
  CompletionStage<Outcome<DepositView>> begin(Actor actor, NewDeposit request);

  /** "Does not fit": begins the same deposit in a larger compartment and cancels the first. */
  CompletionStage<Outcome<DepositView>> bigger(Actor actor, String depositId);

  /** Cancels before the item is stored (or while the closed compartment is seen empty). */
  CompletionStage<Outcome<DepositView>> cancel(Actor actor, String depositId);

  /** Opens the door for the rider or a manager to take the item back. */
  CompletionStage<Outcome<DepositView>> takeBack(Actor actor, String depositId);

  CompletionStage<Outcome<DepositView>> view(Actor actor, String depositId);

  /** The actor's own deposits, newest first, at most 50. */
  CompletionStage<List<DepositView>> mine(Actor actor, boolean onlyOpen);

  /** Every overdue deposit, oldest first, at most 200; for managers. */
  CompletionStage<List<DepositView>> overdue();
}
