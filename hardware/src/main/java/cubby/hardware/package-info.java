/**
 * The hardware border: what a cabinet can do and tell, as contracts with units and bounds. Drivers
 * and the simulated cabinet implement the same ports and hold no policy; {@link
 * cubby.hardware.CoilGuard} stands between every caller and every coil.
 */
package cubby.hardware;
