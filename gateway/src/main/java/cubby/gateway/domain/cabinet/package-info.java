/** Cabinets as the gateway sees them: compartments, the choice of one, the stream of events. */
package cubby.gateway.domain.cabinet;
