/**
 * The gateway's memory in one SQLite file: a single writer that commits in groups, a few readers.
 */
package cubby.gateway.adapter.store;
