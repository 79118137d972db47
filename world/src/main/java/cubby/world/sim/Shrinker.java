package cubby.world.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds a short story that breaks the same invariant as a long one: fewer sessions, kinds of faults
 * switched off, then single riders, faults and whims left out (delta debugging over the numbers of
 * the decisions that came true). Each attempt is a world lived anew.
 */
final class Shrinker {
  private static final int MAX_REPLAYS = 300;
  private static final int ALL_STEPS = 100_000;

  /** Steps of the machinery that tell nothing about who did what. */
  private static final Predicate<String> MACHINERY =
      step ->
          List.of(": hears ", ": counts ", ": connection ", ": sends its events again").stream()
                  .anyMatch(step::contains)
              || step.contains(" REFEREE: ");

  /**
   * The shortest story that was found.
   *
   * @param script what happened in it, step by step, without the machinery
   * @param replays how many worlds were lived to find it
   */
  record Shrunk(Replay replay, World.Result result, List<String> script, int replays) {}

  private final Replay.Player player;
  private final Parts parts;
  private final @Nullable String wanted;
  private Replay best;
  private Set<Integer> happened;
  private long bestSteps;
  private int replays;

  private Shrinker(Replay.Player player, Parts parts, Replay first, Replay.Lived lived) {
    this.player = player;
    this.parts = parts;
    this.best = first;
    this.happened = lived.happened();
    this.bestSteps = lived.result().steps();
    this.wanted = kind(lived.result());
  }

  /** Shrinks a story that breaks an invariant. */
  static Shrunk shrink(Replay first, Replay.Player player, Parts parts) {
    Replay.Lived lived = first.live(player, parts, ALL_STEPS);
    if (lived.result().violations().isEmpty()) {
      throw new IllegalArgumentException("nothing is wrong in " + first.options());
    }
    // Fewer sessions are another story, which may be a longer one: both ways are tried.
    Shrinker all = new Shrinker(player, parts, first, lived);
    Shrinker fewer = new Shrinker(player, parts, first, lived);
    fewer.fewerSessions();
    Shrunk one = all.shrunk();
    Shrunk other = fewer.shrunk();
    return one.script().size() < other.script().size() ? one : other;
  }

  private Shrunk shrunk() {
    int before;
    do {
      before = size();
      fewerKinds();
      fewerDecisions();
    } while (size() < before && replays < MAX_REPLAYS);
    World.Result result = best.live(player, parts, ALL_STEPS).result();
    List<String> script = result.lastSteps().stream().filter(Predicate.not(MACHINERY)).toList();
    return new Shrunk(best, result, script, replays);
  }

  /** How much of the story is not plain. */
  private int size() {
    return happened.size() + Mask.kinds().size() - best.without().size();
  }

  private void fewerSessions() {
    for (int sessions = 1; sessions < best.sessions(); sessions++) {
      if (breaks(new Replay(best.seed(), sessions, best.without(), best.only()))) {
        return;
      }
    }
  }

  private void fewerKinds() {
    for (String kind : Mask.kinds()) {
      if (!best.without().contains(kind)) {
        Set<String> without = new TreeSet<>(best.without());
        without.add(kind);
        boolean unused = breaks(new Replay(best.seed(), best.sessions(), without, best.only()));
      }
    }
  }

  /** Leaves out chunks of decisions, then smaller ones, down to single ones. */
  private void fewerDecisions() {
    int chunk = Math.max(1, happened.size());
    while (true) {
      boolean shorter = false;
      for (int from = 0; from < happened.size() && replays < MAX_REPLAYS; ) {
        List<Integer> all = new ArrayList<>(happened);
        Set<Integer> rest = new TreeSet<>(all);
        rest.removeAll(all.subList(from, Math.min(from + chunk, all.size())));
        if (breaks(new Replay(best.seed(), best.sessions(), best.without(), rest))) {
          shorter = true;
        } else {
          from += chunk;
        }
      }
      if (chunk == 1 && !shorter || replays >= MAX_REPLAYS) {
        return;
      }
      chunk = Math.max(1, chunk / 2);
    }
  }

  /** Lives the world; where it breaks the same invariant, and no later, it is the best now. */
  private boolean breaks(Replay next) {
    replays++;
    Replay.Lived lived = next.live(player, parts, 1);
    String found = kind(lived.result());
    long steps = lived.result().steps();
    if (found == null || !found.equals(wanted) || steps > bestSteps) {
      return false;
    }
    happened = lived.happened();
    bestSteps = steps;
    best = new Replay(next.seed(), next.sessions(), next.without(), happened);
    return true;
  }

  /** The first violation without what differs from world to world: ids and numbers. */
  private static @Nullable String kind(World.Result result) {
    return result.violations().stream()
        .findFirst()
        .map(words ->
            words.startsWith("invariant 4: no rest")
                ? "no rest"
                : Arrays.stream(words.split(" ", -1))
                    .filter(word -> word.chars().noneMatch(Character::isDigit))
                    .collect(Collectors.joining(" ")))
        .orElse(null);
  }
}
