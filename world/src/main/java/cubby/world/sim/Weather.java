package cubby.world.sim;

import java.util.List;

/**
 * How hostile one world is; 0 switches a fault off. Means are times between two such faults, in
 * milliseconds; the rest are probabilities each.
 *
 * @param ordered whether messages of one connection keep their order, as over TCP; then none is
 *     dropped or repeated either
 * @param killAtEffect of each journaled decision and each pulse, before and after it
 * @param diskFull of each commit of a journal to find no room, for a few commits
 * @param storeRerun of each group of writes to be rolled back and run again
 * @param utcTrusted whether cabinets know the time of day
 * @param extremes the rarer faults
 */
record Weather(
    boolean ordered,
    double drop,
    double repeat,
    long maxDelayMillis,
    long cutMeanMillis,
    long oneWayMeanMillis,
    double killAtEffect,
    long powerCutMeanMillis,
    long gatewayKillMeanMillis,
    double diskFull,
    double storeRerun,
    long hardwareMeanMillis,
    long thiefMeanMillis,
    double clumsy,
    boolean utcTrusted,
    Extremes extremes) {

  /** Nothing goes wrong. */
  static final Weather CALM =
      new Weather(true, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, true, Extremes.NONE);

  /** Each fault is on in some worlds only, so that others are seen alone too. */
  static Weather storm(Chance chance) {
    boolean ordered = chance.hits(0.5);
    return new Weather(
        ordered,
        ordered ? 0 : chance.pick(List.of(0.0, 0.02, 0.1)),
        ordered ? 0 : chance.pick(List.of(0.0, 0.05, 0.2)),
        chance.pick(List.of(20L, 300L, 3_000L)),
        chance.pick(List.of(0L, 40_000L, 120_000L)),
        chance.pick(List.of(0L, 0L, 120_000L)),
        chance.pick(List.of(0.0, 0.005, 0.03)),
        chance.pick(List.of(0L, 120_000L)),
        chance.pick(List.of(0L, 100_000L)),
        chance.pick(List.of(0.0, 0.0, 0.02)),
        chance.pick(List.of(0.0, 0.1)),
        chance.pick(List.of(0L, 0L, 60_000L)),
        chance.pick(List.of(0L, 0L, 30_000L)),
        chance.pick(List.of(0.0, 0.1, 0.3)),
        chance.hits(0.7),
        Extremes.storm(chance));
  }

  /** The same after the storm: everything works, at a fair speed and in order. */
  Weather healed() {
    return new Weather(true, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, utcTrusted, extremes.healed());
  }
}
