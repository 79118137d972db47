package cubby.gateway.domain.cabinet;

/** What the occupancy sensor sees. */
public enum Occupancy {
  EMPTY,
  OCCUPIED,
  /** No sensor, or a silent one. */
  UNKNOWN
}
