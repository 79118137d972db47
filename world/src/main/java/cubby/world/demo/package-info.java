/** The demo: the gateway and three simulated cabinets in one process and one terminal. */
package cubby.world.demo;
