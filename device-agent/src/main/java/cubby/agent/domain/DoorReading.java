package cubby.agent.domain;

/** What a door's sensor says now. */
public enum DoorReading {
  CLOSED,
  OPEN,
  /** Silent, stale, or contradicting itself. */
  UNKNOWN
}
