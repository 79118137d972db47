package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.fail;

import cubby.gateway.app.port.CabinetInbox;
import cubby.gateway.app.port.CabinetLink.Sent;
import cubby.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * An endpoint on a free port, with an inbox and counters that write down what they are told. Every
 * cabinet is enrolled whose secret is {@code secret-of-} and its id.
 */
final class Scene implements AutoCloseable {

  static final int PATIENCE_MILLIS = 20_000;

  /** Limits of the stories: as delivered, but for a shorter keep-alive. */
  static final MqttLimits LIMITS =
      new MqttLimits(1_000, 5_000, 1, 600, 16, 1 << 20, 16, 64, 512 * 1024, 30_000);

  final MqttEndpoint endpoint;
  private final List<String> told = new ArrayList<>();
  private final List<CompletableFuture<Void>> held = new ArrayList<>();
  private final Map<MqttRefusal, Integer> refused = new EnumMap<>(MqttRefusal.class);
  private boolean holding;
  private int largest;

  Scene() throws IOException {
    this(LIMITS, Optional.empty());
  }

  Scene(MqttLimits limits) throws IOException {
    this(limits, Optional.empty());
  }

  Scene(MqttLimits limits, Optional<MqttTls> tls) throws IOException {
    endpoint =
        MqttEndpoint.start(
            new MqttSettings("127.0.0.1", 0, tls, 2, limits),
            (cabinet, secret) ->
                secretOf(cabinet).equals(new String(secret, StandardCharsets.UTF_8)),
            new Inbox(),
            new Counts());
  }

  static String secretOf(String cabinet) {
    return "secret-of-" + cabinet;
  }

  /** A fresh socket. */
  RawClient socket() throws IOException {
    return new RawClient(endpoint.port());
  }

  /** A cabinet with an accepted CONNECT. */
  RawClient cabinet(String id) throws IOException {
    RawClient client = socket();
    client.send(Packets.connect(id));
    client.expectConnAck(0);
    return client;
  }

  Sent send(String cabinet, Topic topic, String text) {
    return endpoint.send(cabinet, topic, text.getBytes(StandardCharsets.UTF_8));
  }

  /** From now on the inbox finishes nothing. */
  synchronized void holdInbox() {
    holding = true;
  }

  /** The inbox finishes all that it holds, the last one first, and works again. */
  void releaseInbox() {
    List<CompletableFuture<Void>> all;
    synchronized (this) {
      holding = false;
      all = new ArrayList<>(held);
      held.clear();
    }
    all.reversed().forEach(stage -> stage.complete(null));
  }

  synchronized int heldByInbox() {
    return held.size();
  }

  synchronized List<String> told() {
    return List.copyOf(told);
  }

  synchronized int refused(MqttRefusal reason) {
    return refused.getOrDefault(reason, 0);
  }

  synchronized int refusedInAll() {
    return refused.values().stream().mapToInt(Integer::intValue).sum();
  }

  synchronized int largestPayload() {
    return largest;
  }

  void awaitTold(String line) {
    await("told: " + line, () -> told.contains(line));
  }

  void awaitRefused(MqttRefusal reason) {
    await("refused: " + reason, () -> refused.containsKey(reason));
  }

  /** Waits for what is told to the inbox or the counters, looking again at least every 20 ms. */
  synchronized void await(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (!condition.getAsBoolean()) {
      long leftMillis = (until - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        fail("never came: " + what + "; told " + tail() + "; refused " + refused);
      }
      try {
        wait(Math.min(leftMillis, 20));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("interrupted waiting for " + what);
      }
    }
  }

  private List<String> tail() {
    return told.subList(Math.max(0, told.size() - 20), told.size());
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private synchronized void tell(String line) {
    told.add(line);
    notifyAll();
  }

  private final class Inbox implements CabinetInbox {

    @Override
    public CompletionStage<Void> received(String cabinet, Topic topic, byte[] payload) {
      synchronized (Scene.this) {
        largest = Math.max(largest, payload.length);
        String text =
            payload.length > 100
                ? payload.length + " bytes"
                : new String(payload, StandardCharsets.UTF_8);
        tell(cabinet + " " + topic + " " + text);
        if (!holding) {
          return CompletableFuture.completedStage(null);
        }
        CompletableFuture<Void> stage = new CompletableFuture<>();
        held.add(stage);
        return stage;
      }
    }

    @Override
    public void connected(String cabinet) {
      tell(cabinet + " connected");
    }

    @Override
    public void disconnected(String cabinet) {
      tell(cabinet + " disconnected");
    }
  }

  private final class Counts implements MqttCounts {

    @Override
    public void refused(MqttRefusal reason) {
      synchronized (Scene.this) {
        refused.merge(reason, 1, Integer::sum);
        Scene.this.notifyAll();
      }
    }
  }
}
