/**
 * People in front of screens: rider, recipient, manager and whoever stands at the cabinet, played
 * with chromium on the real pages of a real gateway and a real agent.
 */
package cubby.world.browser;
