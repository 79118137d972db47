package cubby.world.sim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code ./cubby simulate}: worlds from seed to seed, and one JSON line at the end. */
public final class SimulateMain {
  private static final int SESSIONS_OF_ONE_WORLD = 10;

  private SimulateMain() {}

  /** Ends with 1 where a world broke an invariant, 2 where the options make no sense. */
  public static void main(String[] args) {
    Silence.begin();
    if (List.of(args).contains("--help")) {
      System.out.println(SimulateOptions.USAGE);
      return;
    }
    SimulateOptions options;
    try {
      options = SimulateOptions.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("cubby: " + e.getMessage());
      System.err.println(SimulateOptions.USAGE);
      System.exit(2);
      return;
    }
    System.exit(run(options) ? 0 : 1);
  }

  private static boolean run(SimulateOptions options) {
    long started = System.nanoTime();
    long worlds = 0;
    long sessions = 0;
    long violations = 0;
    StringBuilder hashes = new StringBuilder();
    Map<String, Long> faults = new TreeMap<>();
    Map<String, Long> killPoints = new TreeMap<>();
    for (long seed = options.seed(); sessions < options.sessions(); seed++) {
      int here = (int) Math.min(SESSIONS_OF_ONE_WORLD, options.sessions() - sessions);
      World.Result result = World.run(seed, here, Parts.REAL);
      worlds++;
      sessions += here;
      hashes.append(result.hash());
      result.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
      result.killPoints().forEach((point, count) -> killPoints.merge(point, count, Long::sum));
      if (!result.violations().isEmpty()) {
        violations += result.violations().size();
        tell(result);
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.println(
        new SimulateReport(
                options, worlds, sessions, seconds, violations, faults, killPoints, hashes)
            .json());
    return violations == 0;
  }

  private static void tell(World.Result result) {
    System.err.println("seed " + result.seed() + ", the last steps:");
    result.lastSteps().forEach(step -> System.err.println("  " + step));
    result.violations().forEach(words -> System.err.println("VIOLATION " + words));
    System.err.println(
        "again: ./cubby simulate --seed " + result.seed() + " --sessions " + result.sessions());
  }
}
