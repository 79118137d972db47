/**
 * The cabinet's own screen: pages and a small API over HTTP on loopback, for the browser that fills
 * the cabinet's display. Nothing here can be reached from the network.
 */
package cubby.agent.adapter.kiosk;
