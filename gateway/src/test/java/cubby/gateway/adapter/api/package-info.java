/** The HTTP interface over real sockets, in front of use cases that a test scripts. */
package cubby.gateway.adapter.api;
