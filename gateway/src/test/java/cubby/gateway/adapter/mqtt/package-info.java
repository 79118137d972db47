/** Stories of cabinets, and of things that are none, at the gateway's MQTT endpoint. */
package cubby.gateway.adapter.mqtt;
