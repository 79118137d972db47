package cubby.gateway.boot;

import cubby.gateway.app.GatewayCore;
import cubby.gateway.app.port.Partners.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that does what time brings. A tick that fails is logged; the next one comes. */
final class Ticks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);
  private static final long TICK_MILLIS = 1_000;
  private static final Duration TIDY_EVERY = Duration.ofMinutes(10);

  private final GatewayParts parts;
  private final GatewayCore core;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ticks").daemon().factory());
  private volatile Backlog backlog = new Backlog(0, 0);
  private Instant tidiedAt = Instant.EPOCH;

  Ticks(GatewayParts parts, GatewayCore core) {
    this.parts = parts;
    this.core = core;
    parts.meters.gauge(
        "cubby.webhooks.waiting", "Webhook deliveries that wait", () -> backlog.waiting());
    parts.meters.gauge(
        "cubby.webhooks.dead", "Webhook deliveries that were given up", () -> backlog.dead());
  }

  void start() {
    thread.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      Instant now = parts.clock.now();
      core.tick(now);
      watched(parts.webhooks.tick());
      if (!now.isBefore(tidiedAt.plus(TIDY_EVERY))) {
        tidiedAt = now;
        watched(parts.signIns.deleteExpired());
        watched(parts.webhooks.deleteOld());
        watched(parts.retention.deleteOld(now));
        watched(parts.webhooks.backlog().thenAccept(found -> backlog = found));
      }
    } catch (RuntimeException e) {
      LOG.error("a tick failed", e);
    }
  }

  private static void watched(CompletionStage<?> stage) {
    var unused = stage.whenComplete((done, failure) -> warn(failure));
  }

  private static void warn(@Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("what was due is tried again at a later tick", failure);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("a tick did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
