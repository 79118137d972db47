/** What a site decides for its cabinets: when to remind, how long a door may stand open. */
package cubby.gateway.domain.site;
