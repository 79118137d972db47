/** Draws QR codes. */
package cubby.gateway.adapter.qr;
