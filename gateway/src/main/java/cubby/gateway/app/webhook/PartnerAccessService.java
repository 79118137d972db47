package cubby.gateway.app.webhook;

import cubby.gateway.app.account.Secrets;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Partners;
import cubby.gateway.app.port.Partners.Endpoint;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;
import cubby.gateway.app.port.WebhookSender;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.PartnerAccess;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Partners' keys (only a keyed hash is stored) and webhooks (the secret is sealed). */
public final class PartnerAccessService implements PartnerAccess {
  static final int MAX_WEBHOOKS = 10;

  /** What a webhook may ask for. */
  public static final Set<String> EVENTS =
      Set.of(
          "deposit.stored",
          "deposit.collected",
          "deposit.overdue",
          "deposit.taken_back",
          "deposit.cancelled",
          "deposit.failed");

  private final Store<Tx> store;
  private final Vault vault;
  private final Clock clock;
  private final Secrets secrets;
  private final WebhookSender sender;

  /**
   * @param sender says which addresses it would use
   */
  public PartnerAccessService(
      Store<Tx> store, Vault vault, Clock clock, Secrets secrets, WebhookSender sender) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
    this.secrets = secrets;
    this.sender = sender;
  }

  @Override
  public CompletionStage<Optional<Actor.Partner>> byKey(String key) {
    String index = keyIndex(key);
    return store.read(tx -> tx.partners().byKey(index).map(Actor.Partner::new));
  }

  @Override
  public CompletionStage<String> issueKey(String name) {
    String key = "cubby_" + secrets.token();
    String id = secrets.id();
    Instant now = clock.now();
    return store.write(tx -> {
      tx.partners().add(id, name, keyIndex(key), now);
      return key;
    });
  }

  @Override
  public CompletionStage<Registered> register(
      Actor.Partner partner, String url, List<String> events) {
    Optional<String> objection = sender.objection(url);
    if (objection.isPresent()) {
      return CompletableFuture.completedFuture(new Registered.Invalid("url", objection.get()));
    }
    if (events.isEmpty() || !events.stream().allMatch(PartnerAccessService::isEvent)) {
      String allowed = String.join(", ", EVENTS.stream().sorted().toList());
      return CompletableFuture.completedFuture(
          new Registered.Invalid("events", "Needed; allowed are " + allowed + "."));
    }
    String secret = secrets.webhookSecret();
    Endpoint endpoint =
        new Endpoint(
            secrets.id(),
            partner.partnerId(),
            url,
            vault.seal(secret),
            List.copyOf(new LinkedHashSet<>(events)),
            clock.now(),
            null);
    return store.write(tx -> {
      Partners table = tx.partners();
      if (table.endpoints(partner.partnerId()).size() >= MAX_WEBHOOKS) {
        return new Registered.TooMany();
      }
      table.addEndpoint(endpoint);
      return new Registered.Done(endpoint.id(), secret);
    });
  }

  @Override
  public CompletionStage<List<WebhookView>> webhooks(Actor.Partner partner) {
    return store.read(tx ->
        tx.partners().endpoints(partner.partnerId()).stream()
            .map(e -> new WebhookView(e.id(), e.url(), e.events(), e.createdAt(), e.disabledAt()))
            .toList());
  }

  @Override
  public CompletionStage<Boolean> remove(Actor.Partner partner, String webhookId) {
    return store.write(tx -> tx.partners().removeEndpoint(partner.partnerId(), webhookId));
  }

  /** Null where the partner's JSON says so. */
  private static boolean isEvent(@Nullable String type) {
    return type != null && EVENTS.contains(type);
  }

  private String keyIndex(String key) {
    return vault.index("partner-key", key);
  }
}
