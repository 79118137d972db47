package cubby.world.sim;

/**
 * What is asked of one run.
 *
 * @param seed of the first world; the next ones have the next seeds
 * @param sessions in all, 1 or more: riders who come with an item
 * @param signatures of which worlds are real
 * @param workers threads, each with a world of its own at a time
 * @param keepGoing whether worlds after a broken invariant are lived as well
 */
record SimulateOptions(
    long seed, long sessions, Signatures signatures, int workers, boolean keepGoing) {
  static final String USAGE =
      "usage: ./cubby simulate [--seed S] [--sessions N] [--tier fast] [--workers N]"
          + " [--signatures real|mac|mixed] [--keep-going]";

  private static final long SESSIONS = 300;
  private static final int MAX_WORKERS = 256;

  /**
   * @throws IllegalArgumentException saying which option is wrong
   */
  static SimulateOptions parse(String[] args) {
    long seed = 1;
    long sessions = SESSIONS;
    Signatures signatures = Signatures.MIXED;
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
        case "--tier" -> {
          if (!value.equals("fast")) {
            throw new IllegalArgumentException("--tier \"" + value + "\" is not fast");
          }
        }
        default -> throw new IllegalArgumentException("there is no option \"" + option + "\"");
      }
    }
    return new SimulateOptions(seed, sessions, signatures, (int) workers, keepGoing);
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
