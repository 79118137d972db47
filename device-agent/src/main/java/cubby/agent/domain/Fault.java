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
  JOURNAL_LOST;

  /** Whether a manager's release ends it; the others end by evidence. */
  boolean endsByRelease() {
    return this == OPEN_NOT_DETECTED || this == WRONG_DOOR || this == ITEM_LEFT_BEHIND;
  }
}
