/** Senders of messages for a machine without a contract with an SMS service. */
package cubby.gateway.adapter.notify;
