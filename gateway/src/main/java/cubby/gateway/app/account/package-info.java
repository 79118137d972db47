/** Who somebody is: one-time codes, sessions, managers' links, partners' keys, rate limits. */
package cubby.gateway.app.account;
