/**
 * The simulated cabinet: a plant of latches, springs, contacts and heaters behind the same ports as
 * real hardware, on any {@link cubby.hardware.Timeline}, repeatable from a seed.
 */
package cubby.hardware.sim;
