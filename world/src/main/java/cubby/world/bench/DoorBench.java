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
    Samples samples = new Samples(SAMPLES / divisor);
    Latencies.Summary hot;
    try (OpenOverHttp open = OpenOverHttp.start(folder);
        Floor parts = new Floor(brokerPort, folder)) {
      open.warmUp(WARM_UP_OVER_HTTP / divisor, MOST_WARM_UP.dividedBy(divisor));
      hot = backToBack(parts, BACK_TO_BACK / divisor);
      long end = System.nanoTime() + MOST_OVER_HTTP.dividedBy(divisor).toNanos();
      while (samples.mayGoOn(end)) {
        samples.take(open, parts);
      }
    }
    samples.tell(report, hot);
  }

  /** The way, and the floor of each sample of it. */
  private static final class Samples {
    private final int most;
    private final Latencies way;
    private final Latencies roundTrips;
    private final Latencies commits;
    private final Latencies signatures;
    private final Latencies floor;
    private final Latencies floorWithJdk;

    Samples(int most) {
      this.most = most;
      this.way = new Latencies(most);
      this.roundTrips = new Latencies(most);
      this.commits = new Latencies(most);
      this.signatures = new Latencies(most);
      this.floor = new Latencies(most);
      this.floorWithJdk = new Latencies(most);
    }

    boolean mayGoOn(long end) {
      return way.count() < most && (way.count() == 0 || System.nanoTime() < end);
    }

    void take(OpenOverHttp open, Floor parts) throws Exception {
      way.add(open.httpToCoil());
      open.settle();
      long roundTrip = parts.roundTrip();
      long twoCommits = parts.twoCommits();
      long signature = parts.signature();
      roundTrips.add(roundTrip);
      commits.add(twoCommits);
      signatures.add(signature);
      floor.add(roundTrip + twoCommits + signature);
      // Last: nothing that counts is to find the processor warmed by it.
      floorWithJdk.add(roundTrip + twoCommits + parts.jdkSignature());
    }

    void tell(Report report, Latencies.Summary hot) {
      Latencies.Summary total = floor.summary();
      Latencies.Summary withJdk = floorWithJdk.summary();
      double p50 = way.summary().p50Millis();
      report.latency("httpToCoil", "HTTP open to coil energised", way.summary(), "");
      report.latency(
          "floorRoundTrip", "floor: QoS-1 round trip, mosquitto", roundTrips.summary(), "");
      report.latency("floorCommits", "floor: two durable SQLite commits", commits.summary(), "");
      report.latency("floorSignature", "floor: Ed25519 sign and verify", signatures.summary(), "");
      report.latency("floor", "floor: the sum", total, "");
      report.number("ratio", "ratio at p50", p50 / total.p50Millis(), "(goal 1.5)");
      report.latency("floorWithJdk", "floor with the JDK's Ed25519", withJdk, "");
      report.number("ratioWithJdk", "ratio at p50 to that", p50 / withJdk.p50Millis(), "");
      report.latency("floorHot", "floor, parts back to back, sum", hot, "");
      report.number("ratioHot", "ratio at p50 to that", p50 / hot.p50Millis(), "");
    }
  }

  private static Latencies.Summary backToBack(Floor parts, int samples) throws Exception {
    return Floor.backToBack(samples, parts::roundTrip)
        .summary()
        .plus(Floor.backToBack(samples, parts::twoCommits).summary())
        .plus(Floor.backToBack(samples, parts::signature).summary());
  }
}
