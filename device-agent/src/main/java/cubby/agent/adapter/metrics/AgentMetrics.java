package cubby.agent.adapter.metrics;

import cubby.agent.app.Cabinet;
import cubby.agent.app.Cabinet.Snapshot;
import cubby.agent.app.CabinetCounters;
import cubby.agent.app.link.DownlinkRefusal;
import cubby.agent.app.link.LinkObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The agent's meters; one registry per cabinet. Thread-safe. */
public final class AgentMetrics implements LinkObserver, AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger connected = new AtomicInteger();
  private final Map<DownlinkRefusal, Counter> refused = new EnumMap<>(DownlinkRefusal.class);
  private final Counter sent;
  private final Counter committed;
  private final Counter resends;
  private final Timer commits;

  /** The registry itself holds what it reads only weakly: without this, counters would freeze. */
  private volatile @Nullable Supplier<CabinetCounters> watched;

  public AgentMetrics() {
    Gauge.builder("cubby.agent.link.connected", connected, AtomicInteger::get)
        .description("1 while a connection to the gateway stands, else 0")
        .register(registry);
    for (DownlinkRefusal reason : DownlinkRefusal.values()) {
      // All at once: a counter that appears with its first count hides that count from a rate.
      refused.put(
          reason,
          Counter.builder("cubby.agent.downlinks.refused")
              .description("Downlinks of which nothing was used, by reason")
              .tag("reason", reason.name())
              .register(registry));
    }
    sent = counter("cubby.agent.events.sent", "Events handed to the connection, repeats included");
    committed = counter("cubby.agent.events.committed", "Events that the gateway confirmed");
    resends =
        counter("cubby.agent.events.resends", "Times that the gateway's confirmation was overdue");
    commits =
        Timer.builder("cubby.agent.journal.commit")
            .description("Duration of durable journal commits")
            .serviceLevelObjectives(
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMillis(250))
            .register(registry);
  }

  /** Adds what the cabinet itself counts. Called once. */
  public void watch(Cabinet cabinet, Supplier<CabinetCounters> counters) {
    watched = counters;
    Gauge.builder("cubby.agent.outbox.events", cabinet, c -> outbox(c.snapshot()))
        .description("Events that the gateway has not confirmed yet")
        .register(registry);
    Gauge.builder("cubby.agent.compartments.quarantined", cabinet, c -> quarantined(c.snapshot()))
        .description("Compartments that take no deposit until released")
        .register(registry);
    count("pulses", "Coils energised", CabinetCounters::pulses);
    count("pulses.refused", "Pulses that a limit forbade", CabinetCounters::pulseRefusals);
    count("pulses.failed", "Pulses that the board refused", CabinetCounters::pulseFailures);
    count("codes.accepted", "Codes that opened a door", CabinetCounters::codesAccepted);
    count("codes.refused", "Wrong codes", CabinetCounters::codesRefused);
    count(
        "codes.postponed",
        "Codes not looked at, after too many wrong ones",
        CabinetCounters::codesNotLookedAt);
    count(
        "journal.commit.failures", "Journal commits that failed", CabinetCounters::commitFailures);
    count(
        "queue.full",
        "Inputs refused because the cabinet's queue was full",
        CabinetCounters::queueFull);
    watchDesired();
    count(
        "events.dropped",
        "Facts not recorded because the outbox was full",
        CabinetCounters::eventsDropped);
    watchActions();
  }

  private void watchDesired() {
    count("desired.refused", "Desired states that break a bound", CabinetCounters::desiredRefused);
    count(
        "desired.stale",
        "Desired states refused because a newer one is in force",
        CabinetCounters::desiredStale);
    count(
        "desired.repeated",
        "Desired states that were in force already",
        CabinetCounters::desiredRepeated);
    count(
        "desired.conflicts",
        "Desired states refused because their version is in force with other content",
        CabinetCounters::desiredConflicts);
  }

  private void watchActions() {
    count(
        "actions.out.of.order",
        "Genuine actions refused because a younger one came before",
        CabinetCounters::actionsOutOfOrder);
    count(
        "actions.refused",
        "Genuine actions refused by the cabinet's rules",
        CabinetCounters::actionsRefused);
    count(
        "actions.expired",
        "Genuine actions that came after their deadline",
        CabinetCounters::actionsExpired);
    count(
        "actions.repeated",
        "Genuine actions that had come before; their first result stands",
        CabinetCounters::actionsRepeated);
  }

  /** All meters in Prometheus' text format 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  /** One durable journal commit took so long, in nanoseconds. */
  public void commitTook(long nanos) {
    commits.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void connected(boolean now) {
    connected.set(now ? 1 : 0);
  }

  @Override
  public void downlinkRefused(DownlinkRefusal reason) {
    Counter counter = refused.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  @Override
  public void eventsSent(int events) {
    sent.increment(events);
  }

  @Override
  public void eventsCommitted(long events) {
    committed.increment(events);
  }

  @Override
  public void resent() {
    resends.increment();
  }

  @Override
  public void close() {
    registry.close();
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private void count(String name, String description, ToDoubleFunction<CabinetCounters> value) {
    FunctionCounter.builder("cubby.agent." + name, this, metrics -> metrics.counted(value))
        .description(description)
        .register(registry);
  }

  private double counted(ToDoubleFunction<CabinetCounters> value) {
    Supplier<CabinetCounters> counters = watched;
    return counters == null ? 0 : value.applyAsDouble(counters.get());
  }

  private static long outbox(Snapshot snapshot) {
    return Math.max(0, snapshot.lastSequence() - snapshot.committedThrough());
  }

  private static long quarantined(Snapshot snapshot) {
    return snapshot.states().stream().filter(state -> state.getQuarantined()).count();
  }
}
