/** The house rules as tests: who may import whom, and how a source file looks. */
package cubby.world.house;
