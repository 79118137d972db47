package cubby.agent.domain;

/**
 * What never changes about one compartment.
 *
 * @param number 1-based, as printed on the door
 * @param meal whether meals are left in it
 * @param heated whether it has a heater and a thermometer
 * @param occupancySensor whether it can tell empty from occupied
 */
public record Plan(int number, boolean meal, boolean heated, boolean occupancySensor) {}
