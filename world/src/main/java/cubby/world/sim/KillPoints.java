package cubby.world.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every point of a flow at which a process may end, one after the other: before and after each
 * commit, pulse, message, text, task and answer. The flow is played once to count them, then once
 * for each of them with a death there; each time it must end well and the world come to rest.
 */
final class KillPoints {
  private static final long AFTERWARDS_MILLIS = 3_000;
  private static final long MAX_CALM_MILLIS = 30 * 60_000;

  /**
   * What became of one playing.
   *
   * @param points passed from the beginning of the flow to its end, in order
   */
  record Played(List<String> points, List<String> violations, List<String> lastSteps) {}

  /**
   * A playing that went wrong.
   *
   * @param deaths the numbers of the points at which somebody died
   */
  record Failure(String flow, List<Integer> deaths, List<String> points, Played played) {

    /** The command that plays it again. */
    String again() {
      StringBuilder words = new StringBuilder("./cubby simulate kill-points \"" + flow + "\"");
      deaths.forEach(death -> words.append(' ').append(death));
      return words.toString();
    }
  }

  /**
   * What was covered of one flow.
   *
   * @param effects of the flow, counted once
   * @param points at which a process died, in a playing each
   * @param pairs of points: a second death after the first
   */
  record Covered(
      String flow,
      int effects,
      int points,
      int pairs,
      Map<String, Integer> kinds,
      List<Failure> failures) {}

  private KillPoints() {}

  /**
   * Covers a flow.
   *
   * @param everySecond a second death is tried at every so many points after the first; 0 = none
   */
  static Covered cover(Flow flow, Parts parts, int everySecond) {
    List<Failure> failures = new ArrayList<>();
    Played whole = play(flow, parts);
    judge(flow, List.of(), whole, failures);
    int pairs = 0;
    for (int first = 0; first < whole.points().size(); first++) {
      Played one = play(flow, parts, first);
      judge(flow, List.of(first), one, failures);
      for (int second = first + 1;
          everySecond > 0 && second < one.points().size();
          second += everySecond) {
        judge(flow, List.of(first, second), play(flow, parts, first, second), failures);
        pairs++;
      }
    }
    Map<String, Integer> kinds = new TreeMap<>();
    whole.points().forEach(point -> kinds.merge(point, 1, Integer::sum));
    return new Covered(
        flow.name(), effects(whole.points()), whole.points().size(), pairs, kinds, failures);
  }

  private static int effects(List<String> points) {
    return (int) points.stream().filter(point -> !point.contains(" after ")).count();
  }

  private static void judge(Flow flow, List<Integer> deaths, Played one, List<Failure> failures) {
    if (!one.violations().isEmpty()) {
      List<String> where = deaths.stream().map(one.points()::get).toList();
      failures.add(new Failure(flow.name(), deaths, where, one));
    }
  }

  /** Plays a flow with deaths at these points, numbered from 0. */
  static Played play(Flow flow, Parts parts, int... deaths) {
    DeathAt plan = new DeathAt(parts, deaths);
    Scene scene = new Scene(plan);
    Hands hands = new Hands(scene);
    scene.begin();
    flow.before().accept(scene, hands);
    plan.armed = true;
    flow.play().accept(scene, hands);
    scene.pass(AFTERWARDS_MILLIS);
    plan.armed = false;
    hands.turn();
    if (!scene.until(hands::tidy, MAX_CALM_MILLIS)) {
      scene.unrest().forEach(words -> scene.history.violation(4, "no rest afterwards: " + words));
    }
    return new Played(plan.passed, scene.history.violations(), scene.history.lastSteps());
  }

  /** Counts the points that are passed, and lets the process die at some of them. */
  private static final class DeathAt extends OtherParts {
    private final List<String> passed = new ArrayList<>();
    private final List<Integer> deaths = new ArrayList<>();
    private boolean armed;

    DeathAt(Parts others, int... deaths) {
      super(others);
      for (int death : deaths) {
        this.deaths.add(death);
      }
    }

    @Override
    public boolean dies(String who, String point) {
      if (!armed) {
        return false;
      }
      passed.add(who + " " + point);
      return deaths.contains(passed.size() - 1);
    }
  }
}
