/** Reads settings, puts the agent of one cabinet together, starts it and ends it in good order. */
package cubby.agent.boot;
