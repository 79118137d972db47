/** What the gateway orders from a cabinet, and the one final result of each order. */
package cubby.gateway.domain.action;
