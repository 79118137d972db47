/**
 * The places where threads meet, in many orders chosen by an explorer, and copies of them with a
 * bug that it must find.
 */
package cubby.world.threads;
