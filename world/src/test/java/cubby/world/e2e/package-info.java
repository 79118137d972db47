/**
 * The gateway and cabinets over real sockets, played from outside: by riders, recipients, managers,
 * delivery platforms, and by the person who stands at the cabinet.
 */
package cubby.world.e2e;
