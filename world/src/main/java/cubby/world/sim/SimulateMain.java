package cubby.world.sim;

import java.time.Duration;
import java.util.Locale;

/** {@code ./cubby simulate}: worlds from seed to seed, and one JSON line at the end. */
public final class SimulateMain {
  private static final int SESSIONS_OF_ONE_WORLD = 10;
  private static final Duration PROGRESS = Duration.ofSeconds(10);

  private final SimulateOptions options;
  private final SimulateReport report;
  private final long startedNanos = System.nanoTime();
  private long toldNanos = startedNanos;

  private SimulateMain(SimulateOptions options) {
    this.options = options;
    this.report = new SimulateReport(options);
  }

  /** Ends with 1 where a world broke an invariant, 2 where the options make no sense. */
  public static void main(String[] args) throws InterruptedException {
    Silence.begin();
    SimulateOptions options;
    try {
      options = SimulateOptions.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("cubby: " + e.getMessage());
      System.err.println(SimulateOptions.USAGE);
      System.exit(2);
      return;
    }
    System.exit(new SimulateMain(options).run() ? 0 : 1);
  }

  private boolean run() throws InterruptedException {
    long worlds = (options.sessions() + SESSIONS_OF_ONE_WORLD - 1) / SESSIONS_OF_ONE_WORLD;
    new Simulation(worlds, this::world).run(options.workers(), this::take);
    System.out.println(report.json(seconds()));
    return report.violations() == 0;
  }

  private World.Result world(long index) {
    long left = options.sessions() - index * SESSIONS_OF_ONE_WORLD;
    int here = (int) Math.min(SESSIONS_OF_ONE_WORLD, left);
    return World.run(options.seed() + index, here, options.signatures(), Parts.REAL);
  }

  private boolean take(World.Result result) {
    report.add(result);
    if (!result.violations().isEmpty()) {
      tell(result);
    }
    progress(result.seed());
    return options.keepGoing() || result.violations().isEmpty();
  }

  private void tell(World.Result result) {
    System.err.println("seed " + result.seed() + ", the last steps:");
    result.lastSteps().forEach(step -> System.err.println("  " + step));
    result.violations().forEach(words -> System.err.println("VIOLATION " + words));
    String signatures =
        options.signatures() == Signatures.MIXED
            ? ""
            : " --signatures " + options.signatures().word();
    System.err.println(
        "again: ./cubby simulate --seed "
            + result.seed()
            + " --sessions "
            + result.sessions()
            + signatures);
  }

  private void progress(long seed) {
    long now = System.nanoTime();
    if (now - toldNanos >= PROGRESS.toNanos()) {
      toldNanos = now;
      System.err.println(
          String.format(
              Locale.ROOT,
              "through seed %d: %d sessions in %.0f s, %.0f a second, %d violations",
              seed,
              report.complete(),
              seconds(),
              report.complete() / seconds(),
              report.violations()));
    }
  }

  private double seconds() {
    return (System.nanoTime() - startedNanos) / 1e9;
  }
}
