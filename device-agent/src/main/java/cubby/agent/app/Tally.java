package cubby.agent.app;

import java.util.concurrent.atomic.LongAdder;

/** The counts behind {@link CabinetCounters}. Callable from any thread. */
final class Tally {
  final LongAdder pulses = new LongAdder();
  final LongAdder pulseRefusals = new LongAdder();
  final LongAdder pulseFailures = new LongAdder();
  final LongAdder codesAccepted = new LongAdder();
  final LongAdder codesRefused = new LongAdder();
  final LongAdder codesNotLookedAt = new LongAdder();
  final LongAdder commits = new LongAdder();
  final LongAdder commitFailures = new LongAdder();
  final LongAdder queueFull = new LongAdder();
  final LongAdder desiredRefused = new LongAdder();
  final LongAdder desiredStale = new LongAdder();
  final LongAdder desiredRepeated = new LongAdder();
  final LongAdder desiredConflicts = new LongAdder();
  final LongAdder eventsDropped = new LongAdder();
  final LongAdder actionsRefused = new LongAdder();
  final LongAdder actionsOutOfOrder = new LongAdder();
  final LongAdder actionsExpired = new LongAdder();
  final LongAdder actionsRepeated = new LongAdder();

  CabinetCounters read() {
    return new CabinetCounters(
        pulses.sum(),
        pulseRefusals.sum(),
        pulseFailures.sum(),
        codesAccepted.sum(),
        codesRefused.sum(),
        codesNotLookedAt.sum(),
        commits.sum(),
        commitFailures.sum(),
        queueFull.sum(),
        desiredRefused.sum(),
        desiredStale.sum(),
        desiredRepeated.sum(),
        desiredConflicts.sum(),
        eventsDropped.sum(),
        actionsRefused.sum(),
        actionsOutOfOrder.sum(),
        actionsExpired.sum(),
        actionsRepeated.sum());
  }
}
