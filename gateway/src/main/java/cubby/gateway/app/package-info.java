/** The gateway's application: carries out what the domain decides, in transactions of the store. */
package cubby.gateway.app;
