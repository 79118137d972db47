package cubby.world.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** {@code ./cubby bench open}: how long a door takes to open, and what the gateway can take. */
public final class BenchMain {
  private static final String HELP =
      """
      usage: ./cubby bench open [--quick]

      Measures opening a door, the intake of events, deposits and connections on this machine, each
      beside its floor or beside mosquitto in the same run. Ends with one line of JSON.

        --quick   a tenth of the samples
      """;

  /** Cabinets that only stay connected. */
  private static final int CROWD = 2_000;

  /** Cabinets that do something, so that none has a history from another measurement. */
  private static final int RESERVED = 72;

  private BenchMain() {}

  /** Ends with 2 where the command line is wrong. */
  public static void main(String[] arguments) throws Exception {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    List<String> words = List.of(arguments);
    if (words.equals(List.of("open"))) {
      open(1);
    } else if (words.equals(List.of("open", "--quick"))) {
      open(10);
    } else if (words.size() == 3 && words.getFirst().equals("hold")) {
      Memory.hold(Integer.parseInt(words.get(1)), Path.of(words.get(2)));
    } else {
      System.out.print(HELP);
      System.exit(words.contains("--help") ? 0 : 2);
    }
  }

  private static void open(int divisor) throws Exception {
    // Below the working directory, so on a disk: /tmp may be memory and would flatter every commit.
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-");
    Report report = new Report(System.out);
    try (Mosquitto mosquitto = Mosquitto.start(folder)) {
      door(report, mosquitto, folder, divisor);
      intake(report, mosquitto, folder, divisor);
      System.out.println();
      System.out.println(report.json());
    } finally {
      delete(folder);
    }
  }

  private static void door(Report report, Mosquitto mosquitto, Path folder, int divisor)
      throws Exception {
    report.heading("Opening a door");
    try (BenchCabinet cabinet = BenchCabinet.start(folder)) {
      Latencies.Summary coil = cabinet.codeToCoil(500 / divisor, 2_000 / divisor);
      report.latency("codeToCoil", "code typed to coil energised", coil);
    }
    Latencies.Summary way;
    try (OpenOverHttp open = OpenOverHttp.start(folder)) {
      way = open.httpToCoil(500 / divisor, 2_000 / divisor);
    }
    report.latency("httpToCoil", "HTTP open to coil energised", way);
    Floor.Parts floor = Floor.measure(mosquitto.port(), folder, 1_000 / divisor, 2_000 / divisor);
    report.latency("floorRoundTrip", "floor: QoS-1 round trip, mosquitto", floor.roundTrip());
    report.latency("floorCommits", "floor: two durable SQLite commits", floor.commits());
    report.latency("floorSignature", "floor: Ed25519 sign and verify", floor.signature());
    Latencies.Summary total = floor.total();
    report.latency("floor", "floor: the sum", total);
    report.number("ratio", "ratio at p50", way.p50Millis() / total.p50Millis(), "(goal 1.5)");
  }

  private static void intake(Report report, Mosquitto mosquitto, Path folder, int divisor)
      throws Exception {
    report.heading("Taking in, beside mosquitto, which stores nothing");
    try (GatewayLoad gateway = GatewayLoad.start(folder, CROWD + RESERVED)) {
      Ingest.Load events = new Ingest.Load(100_000 / divisor, 1, 512);
      Ingest.Load warmUp = new Ingest.Load(20_000 / divisor, 1, 512);
      Ingest.eventsPerSecond(mosquitto.port(), anonymous(8), warmUp, false);
      Ingest.eventsPerSecond(gateway.mqttPort(), gateway.cabinets(0, 8), warmUp, true);
      double theirs = Ingest.eventsPerSecond(mosquitto.port(), anonymous(8), events, false);
      double ours =
          Ingest.eventsPerSecond(gateway.mqttPort(), gateway.cabinets(8, 8), events, true);
      report.number("mosquittoIngest", "mosquitto: QoS-1 messages of one event", theirs, "/s");
      report.number("ingest", "gateway: events committed", ours, "/s");
      report.number("ingestRatio", "ratio", ours / theirs, "(goal 0.5)");
      Ingest.Load batches = new Ingest.Load(10_000 / divisor, 32, 64);
      double batched =
          Ingest.eventsPerSecond(gateway.mqttPort(), gateway.cabinets(16, 8), batches, true);
      report.number("ingestBatched", "gateway: in batches of 32", batched, "/s");

      gateway.depositsPerSecond(24, 16, 50 / divisor);
      double deposits = gateway.depositsPerSecond(40, 16, 500 / divisor);
      report.number("deposits", "gateway: deposits", deposits, "/s");

      int connects = 8_000 / divisor;
      Connects.perSecond(mosquitto.port(), anonymous(16), connects / 4, 16);
      Connects.perSecond(gateway.mqttPort(), gateway.cabinets(56, 16), connects / 4, 16);
      double theirConnects = Connects.perSecond(mosquitto.port(), anonymous(16), connects, 16);
      double ourConnects =
          Connects.perSecond(gateway.mqttPort(), gateway.cabinets(56, 16), connects, 16);
      report.number("mosquittoConnects", "mosquitto: CONNECTs", theirConnects, "/s");
      report.number("connects", "gateway: CONNECTs", ourConnects, "/s");
      report.number("connectsRatio", "ratio", ourConnects / theirConnects, "");
      double bytes =
          Memory.bytesPerConnection(gateway.mqttPort(), gateway.cabinets(RESERVED, CROWD), folder);
      report.number("bytesPerConnection", "gateway: memory per idle cabinet", bytes, "bytes");
    }
  }

  private static List<Ingest.Cabinet> anonymous(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Ingest.Cabinet("load-" + i, ByteString.EMPTY))
        .toList();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
