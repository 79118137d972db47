/** Counts and gauges in Prometheus' text form, with Micrometer. */
package cubby.gateway.adapter.metrics;
