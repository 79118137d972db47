package cubby.world.sim;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code ./cubby simulate}: worlds from seed to seed, and one JSON line at the end. */
public final class SimulateMain {
  private static final int SESSIONS_OF_ONE_WORLD = 10;

  /** Shrinking lives some hundred worlds; who keeps going wants to see the next violation. */
  private static final int MAX_SHRUNK = 3;

  private static final Duration PROGRESS = Duration.ofSeconds(10);

  private final SimulateOptions options;
  private final SimulateReport report;
  private volatile @Nullable SlowTier files;
  private int shrunk;
  private final long startedNanos = System.nanoTime();
  private long toldNanos = startedNanos;

  private SimulateMain(SimulateOptions options) {
    this.options = options;
    this.report = new SimulateReport(options);
  }

  /** Ends with 1 where a world broke an invariant, 2 where the options make no sense. */
  public static void main(String[] args) throws InterruptedException {
    Silence.begin();
    if (args.length > 0 && args[0].equals(KillPointsMain.WORD)) {
      System.exit(KillPointsMain.run(List.of(args).subList(1, args.length)));
    }
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
    System.exit(new SimulateMain(options).runOnTier() ? 0 : 1);
  }

  private boolean runOnTier() throws InterruptedException {
    if (options.tier() == Tier.FAST) {
      return run();
    }
    try (SlowTier slow = new SlowTier()) {
      files = slow;
      return run();
    }
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
    return replay(options.seed() + index, here)
        .live(this::play, Parts.REAL, History.KEPT_STEPS)
        .result();
  }

  private Replay replay(long seed, int sessions) {
    return new Replay(seed, sessions, options.without(), options.only());
  }

  private World.Result play(long seed, int sessions, Parts parts) {
    SlowTier slow = files;
    return slow == null
        ? World.run(seed, sessions, options.signatures(), parts)
        : slow.run(others -> World.run(seed, sessions, options.signatures(), others), parts);
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
        options.signatures() == (files == null ? Signatures.MIXED : Signatures.REAL)
            ? ""
            : " --signatures " + options.signatures().word();
    Replay whole = replay(result.seed(), result.sessions());
    System.err.println("again: ./cubby simulate " + whole.options() + signatures + tier());
    if (shrunk++ < MAX_SHRUNK) {
      Shrinker.Shrunk shorter = Shrinker.shrink(whole, shrinksOn(whole), Parts.REAL);
      System.err.println("the shortest story found in " + shorter.replays() + " replays:");
      shorter.script().forEach(step -> System.err.println("  " + step));
      shorter.result().violations().forEach(words -> System.err.println("VIOLATION " + words));
      System.err.println(
          "again: ./cubby simulate " + shorter.replay().options() + signatures + tier());
    }
  }

  /** The fast tier, where it tells the story as well: it should, and shrinking is many replays. */
  private Replay.Player shrinksOn(Replay whole) {
    Replay.Player fast =
        (seed, sessions, parts) -> World.run(seed, sessions, options.signatures(), parts);
    boolean shows = !whole.live(fast, Parts.REAL, 1).result().violations().isEmpty();
    return shows ? fast : this::play;
  }

  private String tier() {
    return options.tier() == Tier.FAST ? "" : " --tier " + options.tier().word();
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
