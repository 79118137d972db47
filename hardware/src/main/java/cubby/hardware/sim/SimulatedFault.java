package cubby.hardware.sim;

/** What can be wrong with one door of a simulated cabinet, switched on and off by hand. */
public enum SimulatedFault {
  /** The coil is energised, the latch does not move. */
  STUCK_LATCH,
  /** The wire to the door's switch and hook contact is cut: the door's position is unknown. */
  BROKEN_WIRE,
  /** The door switch bounces without end. */
  BOUNCING_SENSOR,
  /** Another door's coil is connected here. */
  WRONG_DOOR_WIRING,
  /** Something keeps the door from closing. */
  DOOR_LEFT_OPEN,
  /** The occupancy sensor says for ever what it says now. */
  STUCK_OCCUPANCY,
  /** The lock board is silent: every sensor of the cabinet says nothing, and no pulse arrives. */
  SILENT_BOARD
}
