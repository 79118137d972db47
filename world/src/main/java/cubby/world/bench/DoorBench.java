package cubby.world.bench;

import java.nio.file.Path;
import java.time.Duration;

/** How long a door takes to open: at the screen, and from a phone beside what that must cost. */
final class DoorBench {
  private static final int WARM_UP = 300;
  private static final int WARM_UP_OVER_HTTP = 2_000;
  private static final int SAMPLES = 1_000;
  private static final int BACK_TO_BACK = 1_000;
  private static final Duration MOST_AT_SCREEN = Duration.ofSeconds(35);
  private static final Duration MOST_WARM_UP = Duration.ofSeconds(45);
  private static final Duration MOST_OVER_HTTP = Duration.ofSeconds(60);

  private DoorBench() {}

  /** The keypad's code to the coil. */
  static void atScreen(Report report, Path folder, int divisor) throws Exception {
    try (BenchCabinet cabinet = BenchCabinet.start(folder)) {
      Latencies.Summary coil =
          cabinet.codeToCoil(
              WARM_UP / divisor, 2 * SAMPLES / divisor, MOST_AT_SCREEN.dividedBy(divisor));
      report.latency("codeToCoil", "code typed to coil energised", coil, "goal p99 < 5 ms");
    }
  }

  /**
   * The phone's request to the coil. Each sample is followed by one of each part of the floor, so
   * that way and floor meet the same disk, the same load and the same processor just woken up.
   */
  static void overHttp(Report report, int brokerPort, Path folder, int divisor) throws Exception {
    int samples = SAMPLES / divisor;
    Latencies way = new Latencies(samples);
    Latencies[] floor = {
      new Latencies(samples), new Latencies(samples), new Latencies(samples), new Latencies(samples)
    };
    Latencies.Summary hot;
    try (OpenOverHttp open = OpenOverHttp.start(folder);
        Floor parts = new Floor(brokerPort, folder)) {
      open.warmUp(WARM_UP_OVER_HTTP / divisor, MOST_WARM_UP.dividedBy(divisor));
      hot = backToBack(parts, BACK_TO_BACK / divisor);
      long end = System.nanoTime() + MOST_OVER_HTTP.dividedBy(divisor).toNanos();
      while (way.count() < samples && (way.count() == 0 || System.nanoTime() < end)) {
        way.add(open.httpToCoil());
        open.settle();
        long roundTrip = parts.roundTrip();
        long commits = parts.twoCommits();
        long signature = parts.signature();
        floor[0].add(roundTrip);
        floor[1].add(commits);
        floor[2].add(signature);
        floor[3].add(roundTrip + commits + signature);
      }
    }
    Latencies.Summary total = floor[3].summary();
    report.latency("httpToCoil", "HTTP open to coil energised", way.summary(), "");
    report.latency("floorRoundTrip", "floor: QoS-1 round trip, mosquitto", floor[0].summary(), "");
    report.latency("floorCommits", "floor: two durable SQLite commits", floor[1].summary(), "");
    report.latency("floorSignature", "floor: Ed25519 sign and verify", floor[2].summary(), "");
    report.latency("floor", "floor: the sum", total, "");
    double p50 = way.summary().p50Millis();
    report.number("ratio", "ratio at p50", p50 / total.p50Millis(), "(goal 1.5)");
    report.latency("floorHot", "floor, parts back to back, sum", hot, "");
    report.number("ratioHot", "ratio at p50 to that", p50 / hot.p50Millis(), "");
  }

  private static Latencies.Summary backToBack(Floor parts, int samples) throws Exception {
    return Floor.backToBack(samples, parts::roundTrip)
        .summary()
        .plus(Floor.backToBack(samples, parts::twoCommits).summary())
        .plus(Floor.backToBack(samples, parts::signature).summary());
  }
}
