package cubby.world.sim;

/**
 * What is asked of one run.
 *
 * @param seed of the first world; the next ones have the next seeds
 * @param sessions in all, 1 or more
 */
record SimulateOptions(long seed, long sessions) {
  static final String USAGE = "usage: ./cubby simulate [--seed S] [--sessions N] [--tier fast]";

  private static final long SESSIONS = 300;

  /**
   * @throws IllegalArgumentException saying which option is wrong
   */
  static SimulateOptions parse(String[] args) {
    long seed = 1;
    long sessions = SESSIONS;
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--seed" -> seed = number(args[i], value, Long.MIN_VALUE);
        case "--sessions" -> sessions = number(args[i], value, 1);
        case "--tier" -> {
          if (!value.equals("fast")) {
            throw new IllegalArgumentException("--tier \"" + value + "\" is not fast");
          }
        }
        default -> throw new IllegalArgumentException("there is no option \"" + args[i] + "\"");
      }
    }
    return new SimulateOptions(seed, sessions);
  }

  private static long number(String option, String value, long least) {
    try {
      long number = Long.parseLong(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " \"" + value + "\" is not a number", e);
    }
    throw new IllegalArgumentException(option + " " + value + " is less than " + least);
  }
}
