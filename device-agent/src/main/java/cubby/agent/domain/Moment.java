package cubby.agent.domain;

/**
 * When something happens.
 *
 * @param uptimeMillis on the monotonic clock that deadlines and readings use
 * @param utcMillis wall clock in epoch milliseconds, 0 while it is not trusted
 */
public record Moment(long uptimeMillis, long utcMillis) {}
