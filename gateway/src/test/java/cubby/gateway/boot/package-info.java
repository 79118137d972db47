/** The whole gateway as its main starts it. */
package cubby.gateway.boot;
