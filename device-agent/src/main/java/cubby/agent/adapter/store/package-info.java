/** The cabinet's journal in one SQLite file. */
package cubby.agent.adapter.store;
