package cubby.world.sim;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One world to live again: its seed, and what of it comes true.
 *
 * @param without kinds of faults that are off
 * @param only numbers of the decisions that come true; null = all
 */
record Replay(long seed, int sessions, Set<String> without, @Nullable Set<Integer> only) {

  /** How a world is lived: on which tier, signed how. */
  interface Player {
    World.Result play(long seed, int sessions, Parts parts);
  }

  /** How it went, and which decisions came true. */
  record Lived(World.Result result, Set<Integer> happened) {}

  Lived live(Player player, Parts parts, int keptSteps) {
    Mask mask = new Mask(without, only);
    Parts masked =
        new OtherParts(parts) {
          @Override
          public Mask mask() {
            return mask;
          }

          @Override
          public int keptSteps() {
            return keptSteps;
          }
        };
    return new Lived(player.play(seed, sessions, masked), new TreeSet<>(mask.happened()));
  }

  /** The options that play it again. */
  String options() {
    StringBuilder words = new StringBuilder("--seed " + seed + " --sessions " + sessions);
    if (!without.isEmpty()) {
      words.append(" --without ").append(String.join(",", new TreeSet<>(without)));
    }
    if (only != null) {
      words
          .append(" --only ")
          .append(
              only.isEmpty()
                  ? "none"
                  : new TreeSet<>(only)
                      .stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    return words.toString();
  }
}
