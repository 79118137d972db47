package cubby.agent.domain;

/** What can happen to a cabinet. */
public sealed interface Input {

  /**
   * The agent started, on the state the journal held.
   *
   * @param step how far the new epoch is from the last one, 1 or more
   * @param journalLost whether that state is nothing, because the journal was damaged
   */
  record Boot(long step, boolean journalLost) implements Input {}

  /** Time went by. */
  record Tick() implements Input {}

  record ActionArrived(Action action) implements Input {}

  record DesiredArrived(Desired desired) implements Input {}

  /** The gateway has every event up to this number. */
  record Committed(long through) implements Input {}

  /** Somebody typed a code at the screen. */
  record CodeTyped(String code) implements Input {

    /** Never the code. */
    @Override
    public String toString() {
      return "CodeTyped";
    }
  }

  /** "I forgot something" was pressed at the screen. */
  record ForgotPressed() implements Input {}

  /** A reading of one compartment's sensors. */
  record Sensed(int compartment, DoorReading door, Occupancy occupancy, long atUptimeMillis)
      implements Input {}

  /** A reading of one compartment's temperature. */
  record Felt(int compartment, int milliCelsius, long atUptimeMillis) implements Input {}

  /** The coil is energised. */
  record PulseSent(int compartment, long pulse) implements Input {}

  /** The board did not take the pulse; the coil may have moved. */
  record PulseFailed(int compartment, long pulse) implements Input {}

  /** A coil limit forbade the pulse for too long; the coil did not move. */
  record PulseRefused(int compartment, long pulse) implements Input {}

  /** Whether the heater board took what it was told. */
  record HeaterAnswered(int compartment, boolean taken) implements Input {}

  /** The journal could not be written a while ago, and can again. */
  record JournalFailed() implements Input {}
}
