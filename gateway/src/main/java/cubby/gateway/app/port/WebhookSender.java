package cubby.gateway.app.port;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Carries signed webhooks to partners' servers. */
public interface WebhookSender {

  /** Why this address may not be used; empty where it may. Quick, without look-ups. */
  Optional<String> objection(String url);

  /**
   * Makes one attempt, at most ten seconds long.
   *
   * @param secret the endpoint's signing secret, {@code whsec_...}; never logged
   * @return how it ended; never fails
   */
  CompletionStage<Result> send(Partners.Delivery delivery, String secret);

  /** How an attempt ended. */
  sealed interface Result {
    /** The server answered 2xx. */
    record Accepted() implements Result {}

    /**
     * @param reason short, without personal data, e.g. {@code status 500}
     */
    record Refused(String reason) implements Result {}

    /** The server answered 410: nobody listens there any more. */
    record Gone() implements Result {}
  }
}
