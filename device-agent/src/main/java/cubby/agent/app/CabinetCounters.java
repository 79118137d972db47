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
 * @param desiredStale desired states older than the one in force
 * @param desiredRepeated desired states that were in force already
 * @param desiredConflicts desired states with a known version and other content
 * @param eventsDropped facts not recorded because the outbox was full
 * @param actionsRefused genuine actions that were refused
 * @param actionsOutOfOrder those of them that a younger one had overtaken
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
    long desiredStale,
    long desiredRepeated,
    long desiredConflicts,
    long eventsDropped,
    long actionsRefused,
    long actionsOutOfOrder,
    long actionsExpired,
    long actionsRepeated) {}
