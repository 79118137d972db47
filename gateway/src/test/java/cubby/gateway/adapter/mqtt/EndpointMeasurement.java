package cubby.gateway.adapter.mqtt;

import cubby.wire.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Measures the bare endpoint, with an inbox that is done at once and clients on the same machine:
 * round trips, ingest, connects, and memory for each idle connection. Run its main, with {@code
 * -Xms512m -Xmx512m -XX:+AlwaysPreTouch}: only then does the resident set tell of memory beyond the
 * heap.
 */
final class EndpointMeasurement {

  private static final int ROUND_TRIPS = 40_000;
  private static final int CLIENTS = 4;
  private static final int BATCH = 100;
  private static final int BATCHES = 5_000;
  private static final int IDLE = 2_000;
  private static final byte[] EVENT = new byte[100];

  private EndpointMeasurement() {}

  /** Without arguments all is measured; with a port and a number it is the idle cabinets. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2) {
      beIdle(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
      return;
    }
    MqttSettings settings =
        new MqttSettings("127.0.0.1", 0, Optional.empty(), 2, MqttLimits.DEFAULTS);
    try (MqttEndpoint endpoint =
        MqttEndpoint.start(settings, (cabinet, secret) -> true, new NoInbox(), MqttCounts.NONE)) {
      System.out.println("transport " + Transport.best());
      uplinkRoundTrip(endpoint);
      downlinkRoundTrip(endpoint);
      for (int run = 0; run < 3; run++) {
        ingest(endpoint);
      }
      idleMemory(endpoint);
    }
  }

  private static void uplinkRoundTrip(MqttEndpoint endpoint) throws IOException {
    byte[] event = Packets.publish("cab/cab-0/up/events", 1, 1, EVENT);
    try (RawClient client = connect(endpoint.port(), 0)) {
      long[] nanos = new long[ROUND_TRIPS];
      for (int i = 0; i < ROUND_TRIPS; i++) {
        long start = System.nanoTime();
        client.send(event);
        client.expectPubAck(1);
        nanos[i] = System.nanoTime() - start;
      }
      print("uplink to PUBACK", nanos);
    }
  }

  private static void downlinkRoundTrip(MqttEndpoint endpoint) throws IOException {
    try (RawClient client = connect(endpoint.port(), 0)) {
      client.subscribe(1, "cab/cab-0/down/actions");
      long[] nanos = new long[ROUND_TRIPS];
      for (int i = 0; i < ROUND_TRIPS; i++) {
        long start = System.nanoTime();
        endpoint.send("cab-0", Topic.ACTIONS, EVENT);
        int packetId = client.read().packetId();
        nanos[i] = System.nanoTime() - start;
        client.send(Packets.pubAck(packetId));
      }
      print("send() to cabinet", nanos);
    }
  }

  private static void print(String what, long[] nanos) {
    // The first half warms up.
    long[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
    Arrays.sort(warm);
    System.out.printf(
        "%s: p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms%n",
        what,
        warm[warm.length / 2] / 1e6,
        warm[warm.length * 99 / 100] / 1e6,
        warm[(int) (warm.length * 0.999)] / 1e6);
  }

  /** Each client writes batches, and reads the acknowledgements of one while the next is away. */
  private static void ingest(MqttEndpoint endpoint) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Integer>> clients = new ArrayList<>();
      CountDownLatch ready = new CountDownLatch(CLIENTS);
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        clients.add(() -> stream(endpoint.port(), number, ready));
      }
      long start = System.nanoTime();
      for (var each : threads.invokeAll(clients)) {
        each.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "ingest: %,.0f QoS 1 messages a second%n", CLIENTS * BATCHES * BATCH / seconds);
    }
  }

  private static int stream(int port, int number, CountDownLatch ready) throws Exception {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    for (int id = 1; id <= BATCH; id++) {
      batch.writeBytes(Packets.publish("cab/cab-" + number + "/up/events", 1, id, EVENT));
    }
    byte[] bytes = batch.toByteArray();
    try (RawClient client = connect(port, number)) {
      ready.countDown();
      ready.await();
      client.send(bytes);
      for (int i = 1; i < BATCHES; i++) {
        client.send(bytes);
        client.skip(BATCH * 4);
      }
      client.skip(BATCH * 4);
    }
    return BATCHES * BATCH;
  }

  private static void idleMemory(MqttEndpoint endpoint) throws Exception {
    long[] before = memory();
    long start = System.nanoTime();
    Process idle =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EndpointMeasurement.class.getName(),
                String.valueOf(endpoint.port()),
                String.valueOf(IDLE))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String rate = idle.inputReader().readLine();
    System.out.println(
        rate + ", client start included: " + (System.nanoTime() - start) / 1_000_000);
    long[] after = memory();
    System.out.printf(
        "per idle connection of %d: heap %,d bytes, resident %,d bytes%n",
        IDLE, (after[0] - before[0]) / IDLE, (after[1] - before[1]) / IDLE);
    idle.destroy();
    idle.waitFor();
  }

  private static void beIdle(int port, int number) throws IOException {
    List<RawClient> clients = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < number; i++) {
      RawClient client = connect(port, i);
      client.subscribe(1, "cab/cab-" + i + "/down/actions");
      client.send(Packets.publish("cab/cab-" + i + "/up/hello", 1, 1, EVENT));
      client.expectPubAck(1);
      clients.add(client);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("connects, one after the other: %,.0f a second%n", clients.size() / seconds);
    // Until the measuring side ends this process.
    int _ = System.in.read();
  }

  /** Heap in use and resident set (buffers included) in bytes, after garbage collection. */
  private static long[] memory() throws IOException {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long residentKibibytes =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum();
    return new long[] {heap, residentKibibytes * 1_024};
  }

  private static RawClient connect(int port, int number) throws IOException {
    RawClient client = new RawClient(port);
    client.send(
        new Packets.Connect(
                "MQTT",
                4,
                0,
                true,
                600,
                "cab-" + number,
                "cab/cab-" + number + "/up/gone",
                "bye",
                "",
                "a secret of thirty-two characters")
            .bytes());
    client.expectConnAck(0);
    return client;
  }
}
