package cubby.world.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import cubby.agent.domain.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** {@code ./cubby bench open}: how long a door takes to open, and what the gateway can take. */
public final class BenchMain {
  private static final String HELP =
      """
      usage: ./cubby bench open [--quick] [--only PART]

      Measures opening a door, the intake of events, deposits and connections on this machine, each
      beside its floor or beside mosquitto in the same run. Takes five minutes at most, ends with
      one line of JSON, and with 1 where a part failed.

        --quick      a tenth of the samples: shows that everything runs, not how fast
        --only PART  only codeToCoil, httpToCoil, deposits, ingest, connects or memory
      """;

  private static final Set<String> PARTS =
      Set.of("codeToCoil", "httpToCoil", "deposits", "ingest", "connects", "memory");

  private BenchMain() {}

  /** Ends with 1 where a part failed and with 2 where the command line is wrong. */
  public static void main(String[] arguments) throws Exception {
    quiet();
    List<String> words = List.of(arguments);
    if (isOpen(words)) {
      int only = words.indexOf("--only");
      Set<String> parts = only < 0 ? PARTS : Set.of(words.get(only + 1));
      System.exit(open(words.contains("--quick") ? 10 : 1, parts) ? 0 : 1);
    } else if (words.size() == 3 && words.getFirst().equals("serve")) {
      Crowd.serve(Path.of(words.get(1)), Integer.parseInt(words.get(2)));
    } else {
      System.out.print(HELP);
      System.exit(words.contains("--help") ? 0 : 2);
    }
  }

  /**
   * Warnings only, and not the one that every door here gives once, rightly: items are never taken
   * out, so that one right opens again and again (see {@link BenchCabinet}).
   */
  private static void quiet() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.getLoggerContext()
        .addTurboFilter(
            new TurboFilter() {
              @Override
              public FilterReply decide(
                  @Nullable Marker marker,
                  Logger logger,
                  Level level,
                  @Nullable String format,
                  @Nullable Object @Nullable [] params,
                  @Nullable Throwable thrown) {
                boolean expected =
                    params != null && Arrays.asList(params).contains(Fault.OCCUPANCY_DOUBTFUL);
                return expected ? FilterReply.DENY : FilterReply.NEUTRAL;
              }
            });
  }

  private static boolean isOpen(List<String> words) {
    List<String> rest = new ArrayList<>(words);
    if (!rest.remove("open")) {
      return false;
    }
    rest.remove("--quick");
    return rest.isEmpty()
        || (rest.size() == 2 && rest.getFirst().equals("--only") && PARTS.contains(rest.getLast()));
  }

  private static boolean open(int divisor, Set<String> parts) throws Exception {
    // Below the working directory, so on a disk: /tmp may be memory and would flatter every commit.
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-");
    Report report = new Report(System.out);
    Course course = new Course(report, parts);
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
        Duration.ofSeconds(150),
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
    if (!course.hasAny("ingest", "connects", "memory")) {
      return;
    }
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
