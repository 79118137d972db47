/** What the machine gives: its clock and its source of chance. */
package cubby.gateway.adapter.host;
