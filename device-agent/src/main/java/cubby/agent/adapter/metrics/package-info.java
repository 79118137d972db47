/** What the agent counts and measures, for Prometheus. Every meter is described. */
package cubby.agent.adapter.metrics;
