/** Keys in files that only the gateway may read, and encryption at rest with them. */
package cubby.gateway.adapter.vault;
