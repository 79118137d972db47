/** Telephone numbers: one spelling for each, and a form that may be shown. */
package cubby.gateway.domain.phone;
