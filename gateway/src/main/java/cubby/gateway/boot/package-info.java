/** Reads the configuration, puts the gateway together, starts it and ends it in order. */
package cubby.gateway.boot;
