package cubby.gateway.app.webhook;

import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Meters;
import cubby.gateway.app.port.Partners;
import cubby.gateway.app.port.Partners.Delivery;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;
import cubby.gateway.app.port.WebhookSender;
import cubby.gateway.app.port.WebhookSender.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due, a bounded number at once. Each attempt's end is durable before the next; a
 * crash between an attempt and its note repeats that attempt with the same id, as the specification
 * allows.
 */
public final class WebhookCourier {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookCourier.class);

  /** Attempts under way at once. */
  static final int MAX_UNDER_WAY = 16;

  /** Attempts under way at one endpoint, so that a slow one does not hold up the others. */
  static final int MAX_PER_ENDPOINT = 4;

  /** An endpoint that failed for this long without one success gets nothing more. */
  static final Duration DISABLED_AFTER = Duration.ofDays(5);

  private static final int SPREAD_AT_ONCE = 100;

  /** Enough that those under way never hide the rest. */
  private static final int MAX_LOOKED_AT = 1_000;

  private static final Duration KEPT = Duration.ofDays(7);

  private final Store<Tx> store;
  private final Vault vault;
  private final Clock clock;
  private final WebhookSender sender;
  private final Meters meters;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  public WebhookCourier(
      Store<Tx> store, Vault vault, Clock clock, WebhookSender sender, Meters meters) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
    this.sender = sender;
    this.meters = meters;
  }

  /**
   * Starts what is due. Call it about once a second from one thread; a call while the last still
   * looks does nothing.
   *
   * @return ends when everything it started has ended and was noted
   */
  public CompletionStage<Void> tick() {
    if (!looking.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(null);
    }
    Instant now = clock.now();
    return store
        .read(tx -> tx.partners().hasUnspread())
        .thenCompose(waiting -> waiting ? spread(now) : CompletableFuture.completedFuture(0))
        .thenCompose(
            spread -> store.read(tx -> tx.partners().due(now, MAX_PER_ENDPOINT, MAX_LOOKED_AT)))
        .whenComplete((due, failure) -> looking.set(false))
        .thenCompose(this::startAll);
  }

  private CompletionStage<Integer> spread(Instant now) {
    return store.write(tx -> tx.partners().spread(now, SPREAD_AT_ONCE));
  }

  /** Deletes deliveries that ended a week ago. */
  public CompletionStage<Integer> deleteOld() {
    Instant then = clock.now().minus(KEPT);
    return store.write(tx -> tx.partners().deleteEndedBefore(then));
  }

  /** How many wait and how many were given up. */
  public CompletionStage<Partners.Backlog> backlog() {
    return store.read(tx -> tx.partners().backlog());
  }

  private CompletionStage<Void> startAll(List<Delivery> due) {
    CompletableFuture<?>[] started =
        due.stream()
            .filter(this::begin)
            .map(delivery -> attempt(delivery).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(started);
  }

  private boolean begin(Delivery delivery) {
    String prefix = delivery.endpointId() + "/";
    long here = underWay.stream().filter(key -> key.startsWith(prefix)).count();
    return underWay.size() < MAX_UNDER_WAY
        && here < MAX_PER_ENDPOINT
        && underWay.add(prefix + delivery.eventId());
  }

  private CompletionStage<Void> attempt(Delivery delivery) {
    return sender
        .send(delivery, vault.open(delivery.sealedSecret()))
        .thenCompose(result -> note(delivery, result))
        .whenComplete((done, failure) -> {
          underWay.remove(delivery.endpointId() + "/" + delivery.eventId());
          if (failure != null) {
            LOG.error("the end of a webhook attempt could not be noted", failure);
          }
        });
  }

  private CompletionStage<Void> note(Delivery delivery, Result result) {
    Instant now = clock.now();
    return switch (result) {
      case Result.Accepted() -> {
        meters.webhook("delivered");
        yield write(table -> table.delivered(delivery, now));
      }
      case Result.Gone() -> {
        meters.webhook("dead");
        LOG.warn("webhook {} is gone and was disabled", delivery.endpointId());
        yield write(table -> table.disable(delivery.endpointId(), now));
      }
      case Result.Refused(String reason) -> failed(delivery, reason, now);
    };
  }

  private CompletionStage<Void> failed(Delivery delivery, String reason, Instant now) {
    @Nullable Instant next =
        RetrySchedule.after(delivery.attempts() + 1).map(now::plus).orElse(null);
    Instant since = delivery.failingSince() == null ? now : delivery.failingSince();
    boolean forTooLong = Duration.between(since, now).compareTo(DISABLED_AFTER) >= 0;
    meters.webhook(next == null || forTooLong ? "dead" : "retry");
    return write(table -> {
      table.failed(delivery, now, next, reason);
      if (forTooLong) {
        LOG.warn("webhook {} failed for days and was disabled", delivery.endpointId());
        table.disable(delivery.endpointId(), now);
      }
    });
  }

  private CompletionStage<Void> write(java.util.function.Consumer<Partners> work) {
    return store
        .write(tx -> {
          work.accept(tx.partners());
          return true;
        })
        .thenApply(done -> null);
  }
}
