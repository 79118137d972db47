/** What partners' servers get, and where nothing is ever sent. */
package cubby.gateway.adapter.webhook;
