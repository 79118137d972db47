/** Carries out what the domain decides: one queue, one journal, one interpreter per cabinet. */
package cubby.agent.app;
