/** Encryption at rest with a key file beside the database. */
package cubby.gateway.adapter.vault;
