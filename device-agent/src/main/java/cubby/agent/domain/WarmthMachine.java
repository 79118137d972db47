package cubby.agent.domain;

/** Keeps stored meals warm, and nothing else; whatever is unknown switches the heater off. */
final class WarmthMachine {

  /** A heater goes on this far below the target, so that it does not chatter. */
  static final int HYSTERESIS_MILLI_CELSIUS = 2_000;

  /** "On" is said again this often; the hardware forgets it after 30 s. */
  static final long SAY_AGAIN_MILLIS = 10_000;

  private static final int COLDEST_MILLI_CELSIUS = -40_000;
  private static final int HOTTEST_MILLI_CELSIUS = 125_000;

  private WarmthMachine() {}

  static void felt(Turn turn, Input.Felt felt) {
    Compartment compartment = turn.find(felt.compartment());
    boolean odd =
        felt.milliCelsius() < COLDEST_MILLI_CELSIUS || felt.milliCelsius() > HOTTEST_MILLI_CELSIUS;
    if (compartment == null || !compartment.plan().heated() || odd) {
      return;
    }
    Warmth was = compartment.warmth();
    long at = Math.min(felt.atUptimeMillis(), turn.uptime());
    if (at >= was.readAtUptimeMillis()) {
      turn.warmth(
          compartment.number(),
          new Warmth(felt.milliCelsius(), at, was.heating(), was.saidAtUptimeMillis()));
    }
  }

  static void answered(Turn turn, Input.HeaterAnswered answer) {
    Compartment compartment = turn.find(answer.compartment());
    if (compartment == null) {
      return;
    }
    if (answer.taken()) {
      turn.clear(answer.compartment(), Fault.HEATER);
    } else {
      // What was said last stands, and is said again: a heater that ignores "off" forgets its
      // "on" by itself.
      turn.raise(answer.compartment(), Fault.HEATER);
    }
  }

  /** Says what a heater should do now, where that is not what it does. */
  static void decide(Turn turn, Compartment compartment) {
    Warmth warmth = compartment.warmth();
    boolean wanted = wanted(turn, compartment);
    boolean again = wanted && turn.uptime() >= warmth.saidAtUptimeMillis() + SAY_AGAIN_MILLIS;
    if (wanted != warmth.heating() || again) {
      turn.warmth(
          compartment.number(),
          new Warmth(warmth.milliCelsius(), warmth.readAtUptimeMillis(), wanted, turn.uptime()));
      turn.effect(new Effect.Heater(compartment.number(), wanted));
    }
  }

  private static boolean wanted(Turn turn, Compartment compartment) {
    int target = turn.settings().keepWarmMilliCelsius();
    Warmth warmth = compartment.warmth();
    int below = warmth.heating() ? target : target - HYSTERESIS_MILLI_CELSIUS;
    return target > 0
        && compartment.plan().meal()
        && compartment.plan().heated()
        && compartment.tenancy() instanceof Tenancy.Stored
        && compartment.motion() instanceof Motion.Closed
        && compartment.senses().door() == DoorReading.CLOSED
        && warmth.fresh(turn.uptime())
        && warmth.milliCelsius() < below;
  }

  static long nextDue(Compartment compartment) {
    Warmth warmth = compartment.warmth();
    return warmth.heating()
        ? Math.min(
            warmth.saidAtUptimeMillis() + SAY_AGAIN_MILLIS,
            warmth.readAtUptimeMillis() + Warmth.FRESH_MILLIS + 1)
        : Long.MAX_VALUE;
  }
}
