/** What the cabinet's core needs from outside: a durable journal and a wall clock. */
package cubby.agent.app.port;
