/**
 * The cabinet's side of the wire to its gateway: what is sent when, what is believed of what
 * arrives. Knows no MQTT library; {@link cubby.agent.app.link.GatewayTransport} is the pipe.
 */
package cubby.agent.app.link;
