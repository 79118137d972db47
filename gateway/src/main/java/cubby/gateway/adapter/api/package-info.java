/**
 * The HTTP interface: the table of routes, who may call them, what they take and answer as JSON.
 * Speaks to the use cases only.
 */
package cubby.gateway.adapter.api;
