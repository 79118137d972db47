/** Sends webhooks with the JDK's HTTP client, signed as Standard Webhooks says. */
package cubby.gateway.adapter.webhook;
