package cubby.world.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** {@code ./cubby bench open}: how long a door takes to open, and what the gateway can take. */
public final class BenchMain {
  private static final String HELP =
      """
      usage: ./cubby bench open [--quick]

      Measures opening a door, the intake of events, deposits and connections on this machine, each
      beside its floor or beside mosquitto in the same run. Takes four minutes at most, ends with
      one line of JSON, and with 1 where a part failed.

        --quick   a tenth of the samples: shows that everything runs, not how fast
      """;

  private BenchMain() {}

  /** Ends with 1 where a part failed and with 2 where the command line is wrong. */
  public static void main(String[] arguments) throws Exception {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    List<String> words = List.of(arguments);
    if (words.equals(List.of("open"))) {
      System.exit(open(1) ? 0 : 1);
    } else if (words.equals(List.of("open", "--quick"))) {
      System.exit(open(10) ? 0 : 1);
    } else if (words.size() == 3 && words.getFirst().equals("serve")) {
      Crowd.serve(Path.of(words.get(1)), Integer.parseInt(words.get(2)));
    } else {
      System.out.print(HELP);
      System.exit(words.contains("--help") ? 0 : 2);
    }
  }

  private static boolean open(int divisor) throws Exception {
    // Below the working directory, so on a disk: /tmp may be memory and would flatter every commit.
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-");
    Report report = new Report(System.out);
    Course course = new Course(report);
    report.machine("loadBefore", "Before");
    try (Mosquitto mosquitto = Mosquitto.start(folder)) {
      door(report, course, mosquitto, folder, divisor);
      intake(report, course, mosquitto, folder, divisor);
    } finally {
      delete(folder);
    }
    System.out.println();
    report.machine("loadAfter", "After");
    System.out.println(report.json());
    return !course.failed();
  }

  private static void door(
      Report report, Course course, Mosquitto mosquitto, Path folder, int divisor)
      throws InterruptedException {
    course.run(
        "codeToCoil",
        "At the cabinet's screen, the journal's commit included",
        Duration.ofSeconds(60),
        () -> DoorBench.atScreen(report, folder, divisor));
    course.run(
        "httpToCoil",
        "From the phone: gateway's commit, signature, MQTT, check, cabinet's commit",
        Duration.ofSeconds(120),
        () -> DoorBench.overHttp(report, mosquitto.port(), folder, divisor));
  }

  private static void intake(
      Report report, Course course, Mosquitto mosquitto, Path folder, int divisor)
      throws Exception {
    Duration most = Duration.ofSeconds(60);
    course.run(
        "deposits",
        "Deposits, from the request to the message to the recipient",
        most,
        () -> IntakeBench.deposits(report, folder, divisor));
    try (Crowd gateway = Crowd.start(folder, IntakeBench.CABINETS)) {
      IntakeBench bench = new IntakeBench(report, mosquitto, gateway, divisor);
      course.run("ingest", "Events, beside mosquitto, which stores nothing", most, bench::events);
      course.run("connects", "Connections that come and go", most, bench::connects);
      course.run("memory", "2,000 idle cabinets", most, bench::memory);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
