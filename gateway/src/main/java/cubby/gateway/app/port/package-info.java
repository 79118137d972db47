/**
 * What the gateway's application needs from outside: cabinets, store, clock, random, messengers.
 */
package cubby.gateway.app.port;
