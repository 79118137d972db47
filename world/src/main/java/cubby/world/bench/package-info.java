/**
 * Measurements on this machine, each beside the floor or the rival it is compared with, in the same
 * run. Numbers are printed, never asserted: a busy machine must not fail a build.
 */
package cubby.world.bench;
