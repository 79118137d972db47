/**
 * Real processes on real files, killed with SIGKILL at random and at chosen moments: no
 * acknowledged fact is lost and no coil is pulsed twice.
 */
package cubby.world.kill;
