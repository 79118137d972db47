/**
 * The HTTP server on Netty: reads bounded requests, hands them to one handler, writes answers and
 * server-sent events. Knows nothing of lockers.
 */
package cubby.gateway.adapter.http;
