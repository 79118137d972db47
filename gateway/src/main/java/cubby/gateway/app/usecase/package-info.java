/** What people and programs can ask of the gateway; the HTTP adapter speaks only to these. */
package cubby.gateway.app.usecase;
