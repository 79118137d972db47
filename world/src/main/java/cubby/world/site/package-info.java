/**
 * A site in one process: the gateway and simulated cabinets, started with the very classes that the
 * two programs use, on real sockets and real files. The demo, the end-to-end tests and the
 * benchmarks stand on it.
 */
package cubby.world.site;
