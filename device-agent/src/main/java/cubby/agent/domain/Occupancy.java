package cubby.agent.domain;

/** Whether something lies in the compartment. */
public enum Occupancy {
  EMPTY,
  OCCUPIED,
  /** No sensor, or a silent one. */
  UNKNOWN
}
