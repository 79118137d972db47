package cubby.world.sim;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one run.
 *
 * @param seed of the first world; the next ones have the next seeds
 * @param sessions in all, 1 or more: riders who come with an item
 * @param tier on what the worlds live
 * @param signatures of which worlds are real
 * @param workers threads, each with a world of its own at a time
 * @param keepGoing whether worlds after a broken invariant are lived as well
 * @param without kinds of faults that are off
 * @param only numbers of the decisions that come true; null = all
 */
record SimulateOptions(
    long seed,
    long sessions,
    Tier tier,
    Signatures signatures,
    int workers,
    boolean keepGoing,
    Set<String> without,
    @Nullable Set<Integer> only) {
  static final String USAGE =
      "usage: ./cubby simulate [--seed S] [--sessions N] [--tier fast|slow] [--workers N]"
          + " [--signatures real|mac|mixed] [--keep-going] [--without KINDS] [--only NUMBERS]\n"
          + "   or: ./cubby simulate kill-points [FLOW [POINT [POINT]]]";

  private static final long SESSIONS = 300;
  private static final int MAX_WORKERS = 256;

  /**
   * @throws IllegalArgumentException saying which option is wrong
   */
  static SimulateOptions parse(String[] args) {
    long seed = 1;
    long sessions = SESSIONS;
    Tier tier = Tier.FAST;
    @Nullable Signatures signatures = null;
    Set<String> without = Set.of();
    @Nullable Set<Integer> only = null;
    long workers = 1;
    boolean keepGoing = false;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--keep-going")) {
        keepGoing = true;
        continue;
      }
      String option = args[i];
      if (++i == args.length) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      String value = args[i];
      switch (option) {
        case "--seed" -> seed = number(option, value, Long.MIN_VALUE, Long.MAX_VALUE);
        case "--sessions" -> sessions = number(option, value, 1, Long.MAX_VALUE);
        case "--workers" -> workers = number(option, value, 1, MAX_WORKERS);
        case "--signatures" -> signatures = Signatures.of(value);
        case "--tier" -> tier = Tier.of(value);
        case "--without" -> without = kinds(value);
        case "--only" -> only = numbers(option, value);
        default -> throw new IllegalArgumentException("there is no option \"" + option + "\"");
      }
    }
    if (signatures == null) {
      signatures = tier == Tier.SLOW ? Signatures.REAL : Signatures.MIXED;
    }
    return new SimulateOptions(
        seed, sessions, tier, signatures, (int) workers, keepGoing, without, only);
  }

  private static Set<String> kinds(String value) {
    Set<String> kinds = new TreeSet<>(List.of(value.split(",", -1)));
    for (String kind : kinds) {
      if (!Mask.kinds().contains(kind)) {
        throw new IllegalArgumentException(
            "--without \"" + kind + "\" is not one of " + String.join(", ", Mask.kinds()));
      }
    }
    return kinds;
  }

  /** Comma-separated; "none" is the empty set. */
  private static Set<Integer> numbers(String option, String value) {
    if (value.equals("none")) {
      return Set.of();
    }
    Set<Integer> numbers = new TreeSet<>();
    for (String one : value.split(",", -1)) {
      numbers.add((int) number(option, one, 0, Integer.MAX_VALUE));
    }
    return numbers;
  }

  private static long number(String option, String value, long least, long most) {
    long number;
    try {
      number = Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " \"" + value + "\" is not a number", e);
    }
    if (number < least) {
      throw new IllegalArgumentException(option + " " + value + " is less than " + least);
    }
    if (number > most) {
      throw new IllegalArgumentException(option + " " + value + " is more than " + most);
    }
    return number;
  }
}
