/**
 * What a cabinet decides, as pure functions: {@link cubby.agent.domain.CabinetMachine#step} takes a
 * state, an input and a moment, and answers the next state and the effects to carry out. Nothing
 * here reads a clock, touches hardware, or logs.
 */
package cubby.agent.domain;
