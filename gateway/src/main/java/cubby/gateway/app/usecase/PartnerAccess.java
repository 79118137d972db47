package cubby.gateway.app.usecase;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A partner's key and webhooks. Callable from any thread. */
public interface PartnerAccess {

  /** Whose key this is; only a keyed hash of each is stored. */
  CompletionStage<Optional<Actor.Partner>> byKey(String key);

  /**
   * Makes a partner.
   *
   * @return its key, which is shown this once
   */
  CompletionStage<String> issueKey(String name);

  /** Registers a webhook; refused where the partner has ten already. */
  CompletionStage<Registered> register(Actor.Partner partner, String url, List<String> events);

  /** The partner's webhooks, oldest first. */
  CompletionStage<List<WebhookView>> webhooks(Actor.Partner partner);

  /** Removes a webhook and what was still to be delivered; answers whether it was there. */
  CompletionStage<Boolean> remove(Actor.Partner partner, String webhookId);

  /** What became of a registration. */
  sealed interface Registered {
    /**
     * @param secret shown this once
     */
    record Done(String id, String secret) implements Registered {}

    /**
     * @param field {@code url} or {@code events}
     */
    record Invalid(String field, String message) implements Registered {}

    record TooMany() implements Registered {}
  }

  /**
   * @param disabledAt set where deliveries were stopped after failing for long
   */
  record WebhookView(
      String id,
      String url,
      List<String> events,
      Instant createdAt,
      @Nullable Instant disabledAt) {}
}
