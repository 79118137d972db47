package cubby.world.sim;

import java.util.List;

/**
 * The rarer part of a world's weather; 0, false and NONE switch a fault off. Means are times
 * between two such faults, in milliseconds; the rest are probabilities each.
 *
 * @param diskLies whether a power cut takes back commits of the last seconds that were reported as
 *     durable
 * @param tornTail of a death before a commit to leave half of it on the disk
 * @param bitFlip of a start of the agent to find its journal damaged
 * @param readOnly of each commit of a journal to find its disk read-only, for some seconds
 * @param stall of each commit, at both ends, to take two seconds
 * @param storeFull of each group of writes of the gateway to find no room
 * @param bootAt1970 whether a cabinet's clock begins in 1970 with each start
 * @param clockMeanMillis between steps of a day, or a stop, of any clock
 * @param brownOut of each pulse to be cut short by the death of the process
 * @param blackoutMeanMillis between power cuts of all cabinets at once
 * @param outageMeanMillis between deaths of the gateway together with the broker before it
 * @param takeOverMeanMillis between second connections of a cabinet whose first half lives
 * @param intruderMeanMillis between messages of somebody who sits on the link
 * @param guesserMeanMillis between bursts of codes out of thin air
 * @param boardMeanMillis between silences of a whole lock board
 * @param messengerFails of each of the first attempts to send a text
 * @param earFails of each attempt to tell a partner
 * @param floodMeanMillis between bursts of more calls at once than a cabinet's queue holds
 * @param skew which of the two ends is of another version
 */
record Extremes(
    boolean diskLies,
    double tornTail,
    double bitFlip,
    double readOnly,
    double stall,
    double storeFull,
    boolean bootAt1970,
    long clockMeanMillis,
    double brownOut,
    long blackoutMeanMillis,
    long outageMeanMillis,
    long takeOverMeanMillis,
    long intruderMeanMillis,
    long guesserMeanMillis,
    long boardMeanMillis,
    double messengerFails,
    double earFails,
    long floodMeanMillis,
    Skew skew) {

  /** Who is how old. */
  enum Skew {
    NONE,
    /** The agent knows less than the gateway: what is new to it does not exist. */
    OLDER_AGENT,
    OLDER_GATEWAY,
    /** The agent says words that the gateway never heard of. */
    NEWER_AGENT,
    NEWER_GATEWAY
  }

  /** Nothing of it. */
  static final Extremes NONE =
      new Extremes(false, 0, 0, 0, 0, 0, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Skew.NONE);

  /** Each in few worlds only: two or three of them at once are enough to think about. */
  static Extremes storm(Chance chance) {
    Skew skew = chance.hits(0.7) ? Skew.NONE : chance.pick(List.of(Skew.values()).subList(1, 5));
    // An agent or a gateway of before the lost journals' time cannot do what they ask for.
    boolean lossKnown = skew != Skew.OLDER_AGENT && skew != Skew.OLDER_GATEWAY;
    return new Extremes(
        chance.hits(0.15) && lossKnown,
        0.3,
        lossKnown ? chance.pick(List.of(0.0, 0.0, 0.0, 0.0, 0.1)) : 0,
        chance.pick(List.of(0.0, 0.0, 0.0, 0.005)),
        chance.pick(List.of(0.0, 0.0, 0.0, 0.01)),
        chance.pick(List.of(0.0, 0.0, 0.0, 0.01)),
        chance.hits(0.2),
        chance.pick(List.of(0L, 0L, 0L, 60_000L)),
        chance.pick(List.of(0.0, 0.0, 0.02)),
        chance.pick(List.of(0L, 0L, 0L, 100_000L)),
        chance.pick(List.of(0L, 0L, 0L, 100_000L)),
        chance.pick(List.of(0L, 0L, 0L, 60_000L)),
        lossKnown ? chance.pick(List.of(0L, 0L, 0L, 20_000L)) : 0,
        chance.pick(List.of(0L, 0L, 0L, 60_000L)),
        chance.pick(List.of(0L, 0L, 0L, 80_000L)),
        chance.pick(List.of(0.0, 0.0, 0.4)),
        chance.pick(List.of(0.0, 0.5)),
        chance.hits(0.03) ? 100_000L : 0,
        skew);
  }

  /** The same after the storm: the versions stay, and what a clock was set to at its start. */
  Extremes healed() {
    return new Extremes(false, 0, 0, 0, 0, 0, bootAt1970, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, skew);
  }
}
