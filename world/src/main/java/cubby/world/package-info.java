/**
 * The test-only module: the demo, the benchmarks, and every suite that needs a gateway and cabinets
 * together.
 */
package cubby.world;
