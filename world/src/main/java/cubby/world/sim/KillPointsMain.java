package cubby.world.sim;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code ./cubby simulate kill-points}: every point of every flow, and one JSON line. */
final class KillPointsMain {
  static final String WORD = "kill-points";
  private static final String USAGE =
      "usage: ./cubby simulate kill-points [FLOW [POINT [POINT]]], FLOW one of ";

  /** The shortest flows: a second death is tried after each first one, at every so many points. */
  private static final List<String> WITH_PAIRS = List.of("quarantine and release", "desired state");

  private static final int EVERY_SECOND = 3;

  private KillPointsMain() {}

  /** Answers the process's exit code. */
  static int run(List<String> words) {
    if (words.isEmpty()) {
      return all(Flow.all());
    }
    List<Flow> named = Flow.all().stream().filter(f -> f.name().equals(words.getFirst())).toList();
    int[] deaths;
    try {
      deaths = words.stream().skip(1).mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      deaths = new int[] {-1};
    }
    if (named.isEmpty() || Arrays.stream(deaths).anyMatch(death -> death < 0)) {
      System.err.println(
          USAGE + Flow.all().stream().map(Flow::name).collect(Collectors.joining(", ")));
      return 2;
    }
    return deaths.length == 0 ? all(named) : one(named.getFirst(), deaths);
  }

  private static int one(Flow flow, int... deaths) {
    KillPoints.Played played = KillPoints.play(flow, Parts.REAL, deaths);
    played.lastSteps().forEach(System.out::println);
    played.violations().forEach(words -> System.out.println("VIOLATION " + words));
    return played.violations().isEmpty() ? 0 : 1;
  }

  /** How often a second death is tried in this flow; 0 = not. */
  static int everySecond(Flow flow) {
    return WITH_PAIRS.contains(flow.name()) ? EVERY_SECOND : 0;
  }

  private static int all(List<Flow> flows) {
    List<KillPoints.Covered> covered =
        flows.stream().map(flow -> KillPoints.cover(flow, Parts.REAL, everySecond(flow))).toList();
    for (KillPoints.Covered one : covered) {
      one.failures().forEach(KillPointsMain::tell);
    }
    System.out.println(json(covered));
    return covered.stream().allMatch(one -> one.failures().isEmpty()) ? 0 : 1;
  }

  private static void tell(KillPoints.Failure failure) {
    System.err.println(failure.flow() + ", with a death at " + failure.points() + ":");
    failure.played().lastSteps().forEach(step -> System.err.println("  " + step));
    failure.played().violations().forEach(words -> System.err.println("VIOLATION " + words));
    System.err.println("again: " + failure.again());
  }

  private static String json(List<KillPoints.Covered> covered) {
    String flows =
        covered.stream()
            .map(one ->
                String.format(
                    Locale.ROOT,
                    "\"%s\":{\"effects\":%d,\"points\":%d,\"pairs\":%d}",
                    one.flow(),
                    one.effects(),
                    one.points(),
                    one.pairs()))
            .collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "{\"killPoints\":{%s},\"points\":%d,\"pairs\":%d,\"failures\":%d}",
        flows,
        covered.stream().mapToInt(KillPoints.Covered::points).sum(),
        covered.stream().mapToInt(KillPoints.Covered::pairs).sum(),
        covered.stream().mapToInt(one -> one.failures().size()).sum());
  }
}
