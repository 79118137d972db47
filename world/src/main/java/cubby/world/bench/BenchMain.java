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

  private BenchMain() {}

  /** Ends with 2 where the command line is wrong. */
  public static void main(String[] arguments) throws Exception {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    List<String> words = List.of(arguments);
    if (words.equals(List.of("open"))) {
      open(1);
    } else if (words.equals(List.of("open", "--quick"))) {
      open(10);
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
      report.heading("The floor of opening a door over the network");
      Floor.Parts floor = Floor.measure(mosquitto.port(), folder, 2_000 / divisor, 5_000 / divisor);
      report.latency("floorRoundTrip", "QoS-1 round trip through mosquitto", floor.roundTrip());
      report.latency("floorCommits", "two durable SQLite commits", floor.commits());
      report.latency("floorSignature", "one Ed25519 sign and verify", floor.signature());
      report.latency("floor", "the sum of them", floor.total());

      report.heading("At the cabinet, with no gateway");
      try (BenchCabinet cabinet = BenchCabinet.start(folder)) {
        Latencies.Summary coil = cabinet.codeToCoil(500 / divisor, 2_000 / divisor);
        report.latency("codeToCoil", "code typed to coil energised", coil);
      }

      report.heading("mosquitto, which stores nothing");
      Ingest.Load single = new Ingest.Load(100_000 / divisor, 1, 512);
      Ingest.eventsPerSecond(mosquitto.port(), anonymous(8), single, false);
      double ingest = Ingest.eventsPerSecond(mosquitto.port(), anonymous(8), single, false);
      report.number("mosquittoIngest", "QoS-1 messages of one event", ingest, "a second");
      Connects.perSecond(mosquitto.port(), anonymous(16), 2_000 / divisor, 16);
      double connects = Connects.perSecond(mosquitto.port(), anonymous(16), 8_000 / divisor, 16);
      report.number("mosquittoConnects", "CONNECTs", connects, "a second");
      System.out.println();
      System.out.println(report.json());
    } finally {
      delete(folder);
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
