/**
 * The gateway's own MQTT 3.1.1 endpoint for cabinets, on Netty's MQTT codec: no routing between
 * clients, no retained messages, no stored sessions. Whatever breaks a rule is ended and counted.
 */
package cubby.gateway.adapter.mqtt;
