package cubby.gateway.app.usecase;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** A delivery platform holds compartments and deposits through its riders. */
public interface PartnerUseCases {

  /** Holds a compartment for 15 minutes. The same external id again gets the same answer. */
  CompletionStage<Outcome<ReservationView>> reserve(Actor.Partner partner, Reserve request);

  /** Opens the reserved compartment. Once begun, the same call answers that deposit. */
  CompletionStage<Outcome<DepositView>> deposit(Actor.Partner partner, String reservationId);

  CompletionStage<Outcome<DepositView>> view(Actor.Partner partner, String depositId);

  /**
   * @param externalId the partner's own name for it, 1 to 100 characters
   */
  record Reserve(
      String cabinet,
      String size,
      boolean low,
      String externalId,
      String recipientPhone,
      boolean consent) {}

  record ReservationView(String id, int compartment, Instant expiresAt) {}
}
