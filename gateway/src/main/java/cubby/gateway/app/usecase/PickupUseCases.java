package cubby.gateway.app.usecase;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the holder of a pickup link can do. Unknown and dead tokens are NOT_FOUND alike. */
public interface PickupUseCases {

  CompletionStage<Outcome<PickupView>> view(String token);

  /** Opens the door for the holder, who says to stand in front of it; re-opens within the grace. */
  CompletionStage<Outcome<PickupView>> open(String token, boolean standingInFront);

  /** Makes a second, revocable, one-time right and sends its link to that phone. */
  CompletionStage<Outcome<NewDelegate>> delegate(String token, String phone);

  CompletionStage<Outcome<Boolean>> revoke(String token, String delegateId);

  /** Records a problem for the managers. Answers the report's id. */
  CompletionStage<Outcome<String>> report(String token, String text);

  /** A delegate's link and code, shown once to the primary holder. */
  record NewDelegate(String id, String link, String code) {}

  /**
   * @param state WAITING, OPENING, OPEN, TAKING_BACK, COLLECTED or GONE
   * @param door CLOSED, UNLOCKING, OPEN, AJAR or UNKNOWN
   * @param stillSeen the door was opened for a pickup and the sensor sees the item all the same
   * @param until when the item becomes overdue
   * @param reopenUntil end of the grace window
   */
  record PickupView(
      String depositId,
      String cabinet,
      String cabinetName,
      String siteName,
      int compartment,
      String kind,
      String size,
      String state,
      String door,
      String code,
      boolean primary,
      boolean stillSeen,
      @Nullable Instant until,
      boolean overdue,
      @Nullable Instant reopenUntil,
      List<Delegate> delegates,
      boolean connected) {}

  /**
   * @param phone masked
   * @param state LIVE, REVOKED or SPENT
   */
  record Delegate(String id, String phone, Instant createdAt, String state) {}
}
