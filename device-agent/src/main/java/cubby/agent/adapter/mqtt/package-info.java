/**
 * The pipe to the gateway over MQTT 3.1.1 with Eclipse Paho: connections, authentication, will,
 * reconnecting. Knows nothing of what the messages mean.
 */
package cubby.agent.adapter.mqtt;
