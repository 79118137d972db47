package cubby.agent.domain;

/** The closed catalogue of what can be wrong with a cabinet. */
public enum Fault {
  OPEN_NOT_DETECTED,
  OPENED_WITHOUT_COMMAND,
  WRONG_DOOR,
  SENSOR_UNKNOWN,
  DOOR_AJAR,
  LOCK_BUS,
  JOURNAL,
  OUTBOX_FULL,
  ITEM_LEFT_BEHIND,
  HEATER,
  /** The sensor saw an item although somebody with the right to it had the door open. */
  OCCUPANCY_DOUBTFUL,
  /** The journal was damaged or is older than what the gateway has. */
  JOURNAL_LOST;

  /** Whether a manager's release ends it; the others end by evidence. */
  boolean endsByRelease() {
    return this == OPEN_NOT_DETECTED
        || this == WRONG_DOOR
        || this == ITEM_LEFT_BEHIND
        || this == OCCUPANCY_DOUBTFUL;
  }
}
