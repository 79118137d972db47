package cubby.hardware.sim;

/**
 * The air in one heated compartment as a body of first order: it approaches the temperature of its
 * surroundings, or what the heater brings it to, exponentially. Pure; exact over any span.
 *
 * @param celsius the air at {@code atMillis}
 * @param heaterUntilMillis when the heater switches itself off unless told again
 */
record HeatModel(double celsius, long atMillis, long heaterUntilMillis, boolean doorOpen) {
  /** A room. */
  static final double AMBIENT_CELSIUS = 22;

  /** A heater that is never switched off ends at 75 degrees, below what scalds. */
  static final double HEATER_RISE_CELSIUS = 53;

  /** {@link cubby.hardware.HeaterBank}: "on" holds for 30 s at most. */
  static final int HEATER_HOLD_MILLIS = 30_000;

  /** With the door closed two thirds of the way take 10 minutes. */
  private static final double CLOSED_TAU_MILLIS = 600_000;

  /** An open door lets the heat out ten times as fast. */
  private static final double OPEN_TAU_MILLIS = 60_000;

  static HeatModel ambient(long nowMillis, boolean doorOpen) {
    return new HeatModel(AMBIENT_CELSIUS, nowMillis, nowMillis, doorOpen);
  }

  HeatModel heater(boolean on, long nowMillis) {
    HeatModel now = at(nowMillis);
    long until = on ? nowMillis + HEATER_HOLD_MILLIS : nowMillis;
    return new HeatModel(now.celsius, nowMillis, until, doorOpen);
  }

  HeatModel door(boolean open, long nowMillis) {
    HeatModel now = at(nowMillis);
    return new HeatModel(now.celsius, nowMillis, heaterUntilMillis, open);
  }

  HeatModel at(long nowMillis) {
    if (nowMillis <= atMillis) {
      return this;
    }
    long heaterEnds = Math.clamp(heaterUntilMillis, atMillis, nowMillis);
    double heated = towards(celsius, true, heaterEnds - atMillis);
    double cooled = towards(heated, false, nowMillis - heaterEnds);
    return new HeatModel(cooled, nowMillis, heaterUntilMillis, doorOpen);
  }

  boolean heating(long nowMillis) {
    return nowMillis < heaterUntilMillis;
  }

  private double towards(double from, boolean heated, long millis) {
    double tau = doorOpen ? OPEN_TAU_MILLIS : CLOSED_TAU_MILLIS;
    // The heater's power is the same with the door open; it is lost ten times as fast.
    double rise = heated ? HEATER_RISE_CELSIUS * tau / CLOSED_TAU_MILLIS : 0;
    double goal = AMBIENT_CELSIUS + rise;
    // StrictMath: the same bits on every machine.
    return goal + (from - goal) * StrictMath.exp(-millis / tau);
  }
}
