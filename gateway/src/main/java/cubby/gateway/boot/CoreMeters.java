package cubby.gateway.boot;

import cubby.gateway.adapter.metrics.PrometheusMeters;
import cubby.gateway.adapter.mqtt.MqttCounts;
import cubby.gateway.adapter.mqtt.MqttRefusal;
import cubby.gateway.app.port.Counts;
import cubby.wire.Topic;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings what the core and the MQTT endpoint count to the meters. Safe for use by many threads. */
final class CoreMeters implements Counts, MqttCounts {
  private final Map<Count, Runnable> core = new EnumMap<>(Count.class);
  private final Map<MqttRefusal, Runnable> refusals = new EnumMap<>(MqttRefusal.class);
  private final Map<Topic, Runnable> received = new EnumMap<>(Topic.class);
  private final Map<Topic, Runnable> sent = new EnumMap<>(Topic.class);
  private final Map<Topic, Runnable> dropped = new EnumMap<>(Topic.class);
  private final AtomicInteger connected = new AtomicInteger();

  CoreMeters(PrometheusMeters meters) {
    for (Count count : Count.values()) {
      String name = "cubby." + word(count).replace('_', '.');
      core.put(count, meters.counter(name, count.description()));
    }
    for (MqttRefusal reason : MqttRefusal.values()) {
      refusals.put(
          reason,
          meters.counter(
              "cubby.mqtt.refusals",
              "What the MQTT endpoint refused or ended, by reason",
              "reason",
              word(reason)));
    }
    for (Topic topic : Topic.values()) {
      Map<Topic, Runnable> moved = topic.isUplink() ? received : sent;
      String name = topic.isUplink() ? "cubby.mqtt.received" : "cubby.mqtt.sent";
      String description = topic.isUplink() ? "Uplinks received" : "Downlinks written";
      moved.put(topic, meters.counter(name, description + ", by topic", "topic", word(topic)));
      dropped.put(
          topic,
          meters.counter(
              "cubby.mqtt.queue.full",
              "Downlinks dropped because a connection's queue was full, by topic",
              "topic",
              word(topic)));
    }
    meters.gauge("cubby.mqtt.cabinets", "Cabinets connected now", connected::doubleValue);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void count(Count what) {
    run(core.get(what));
  }

  @Override
  public void connected() {
    connected.incrementAndGet();
  }

  @Override
  public void disconnected() {
    connected.decrementAndGet();
  }

  @Override
  public void refused(MqttRefusal reason) {
    run(refusals.get(reason));
  }

  @Override
  public void received(Topic topic, int payloadBytes) {
    run(received.get(topic));
  }

  @Override
  public void sent(Topic topic, int payloadBytes) {
    run(sent.get(topic));
  }

  @Override
  public void queueFull(Topic topic) {
    run(dropped.get(topic));
  }

  private static void run(@org.jspecify.annotations.Nullable Runnable counter) {
    if (counter != null) {
      counter.run();
    }
  }
}
