package cubby.hardware;

/**
 * What a contact says once it is quiet, as a pure function of its edges. For drivers that poll as
 * well as for those that are told of edges: feed every level with its time, ask for the reading.
 *
 * @param reading the last settled level, or UNKNOWN
 * @param level the newest level
 * @param levelSinceMillis since when it has not changed
 * @param restlessSinceMillis when it changed for the first time since it was last quiet; the same
 *     as {@code levelSinceMillis} where it changed once
 */
public record Debouncer(
    Reading reading, boolean level, long levelSinceMillis, long restlessSinceMillis) {

  /** A level counts once it stood for this long (facts: lock boards, "Debounce about 50 ms"). */
  public static final int QUIET_MILLIS = 50;

  /** A contact that finds no quiet for this long is broken; contacts bounce for a few ms. */
  public static final int RESTLESS_MILLIS = 500;

  /** What a contact says. */
  public enum Reading {
    OFF,
    ON,
    /** Not settled since the beginning, or bouncing without end. */
    UNKNOWN
  }

  /** A contact of which only one level is known. */
  public static Debouncer starting(boolean level, long nowMillis) {
    return new Debouncer(Reading.UNKNOWN, level, nowMillis, nowMillis);
  }

  /** A contact that has been quiet for long enough. */
  public static Debouncer settled(boolean level, long nowMillis) {
    return new Debouncer(
        readingOf(level), level, nowMillis - QUIET_MILLIS, nowMillis - QUIET_MILLIS);
  }

  /** After the contact was seen at this level; also where the level is the same as before. */
  public Debouncer seen(boolean newLevel, long nowMillis) {
    Debouncer now = at(nowMillis);
    if (newLevel == level) {
      return now;
    }
    long restless = now.isQuiet(nowMillis) ? nowMillis : restlessSinceMillis;
    return new Debouncer(now.reading, newLevel, nowMillis, restless).at(nowMillis);
  }

  /** After time has passed without a change. */
  public Debouncer at(long nowMillis) {
    if (isQuiet(nowMillis)) {
      return new Debouncer(readingOf(level), level, levelSinceMillis, levelSinceMillis);
    }
    if (nowMillis - restlessSinceMillis >= RESTLESS_MILLIS) {
      return new Debouncer(Reading.UNKNOWN, level, levelSinceMillis, restlessSinceMillis);
    }
    return this;
  }

  private boolean isQuiet(long nowMillis) {
    return nowMillis - levelSinceMillis >= QUIET_MILLIS;
  }

  private static Reading readingOf(boolean level) {
    return level ? Reading.ON : Reading.OFF;
  }
}
