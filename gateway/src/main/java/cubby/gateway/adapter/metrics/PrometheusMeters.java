package cubby.gateway.adapter.metrics;

import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.port.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Every meter of the gateway, each described. Labels come from closed sets (routes of the table,
 * names of limits), so their number is bounded. Safe for use by many threads.
 */
public final class PrometheusMeters implements Meters, AutoCloseable {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** What Prometheus reads. */
  public String scrape() {
    return registry.scrape();
  }

  /**
   * Registers a gauge that is read at each scrape.
   *
   * @param name with dots, e.g. {@code cubby.http.connections}
   */
  public void gauge(String name, String description, DoubleSupplier value) {
    Gauge.builder(name, value::getAsDouble)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  /** Makes a counter; running what it answers counts one. */
  public Runnable counter(String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry)::increment;
  }

  /**
   * Counts one.
   *
   * @param tags names and values in turn; the values out of a closed set
   */
  private void count(String name, String description, String... tags) {
    Counter.builder(name).description(description).tags(tags).register(registry).increment();
  }

  @Override
  public void httpAnswered(String method, String route, int status, Duration took) {
    Timer.builder("cubby.http.requests")
        .description("Answered HTTP requests, by route template")
        .tags(Tags.of("method", method, "route", route, "status", Integer.toString(status)))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(took);
  }

  @Override
  public void limited(String limit) {
    count("cubby.http.limited", "Requests refused by a rate limit", "limit", limit);
  }

  @Override
  public void signIn(String result) {
    count("cubby.sign.in", "Sign-ins by what became of them", "result", result);
  }

  @Override
  public void webhook(String result) {
    count("cubby.webhooks", "Attempts to deliver webhooks by how they ended", "result", result);
  }

  @Override
  public void message(Messenger.Kind kind, boolean sent) {
    count(
        "cubby.messages",
        "Messages to people by kind and whether the sender took them",
        "kind",
        kind.name(),
        "sent",
        Boolean.toString(sent));
  }

  @Override
  public void close() {
    registry.close();
  }
}
