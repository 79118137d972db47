/** Partners' keys and webhooks: registering, delivering, trying again, giving up. */
package cubby.gateway.app.webhook;
