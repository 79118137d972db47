/**
 * One world in one thread: production's cabinets and gateway under a virtual clock, a seeded random
 * source, simulated links, disks, plants and people. The same seed gives the same history.
 */
@org.jspecify.annotations.NullMarked
package cubby.world.sim;
