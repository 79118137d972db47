package cubby.agent.app;

/**
 * Counts since this process started, for metrics; immutable.
 *
 * @param pulses coils energised
 * @param pulseRefusals pulses given up because a coil limit forbade them
 * @param pulseFailures pulses the board did not take
 * @param codesAccepted codes that opened a door
 * @param codesRefused wrong codes
 * @param codesNotLookedAt codes answered WAIT
 * @param commits journal transactions
 * @param commitFailures journal transactions that failed
 * @param queueFull inputs refused because the bounded queue was full
 * @param desiredRefused desired states refused because they break a bound
 * @param eventsDropped facts not recorded because the outbox was full
 * @param actionsRefused genuine actions that were refused
 * @param actionsExpired genuine actions that came after their deadline
 * @param actionsRepeated genuine actions that had come before
 */
public record CabinetCounters(
    long pulses,
    long pulseRefusals,
    long pulseFailures,
    long codesAccepted,
    long codesRefused,
    long codesNotLookedAt,
    long commits,
    long commitFailures,
    long queueFull,
    long desiredRefused,
    long eventsDropped,
    long actionsRefused,
    long actionsExpired,
    long actionsRepeated) {}
