package cubby.agent.app;

import java.util.ArrayList;
import java.util.List;

/**
 * Visits every compartment once a period, spread evenly, so that a slow board never holds up a
 * decision for longer than a few readings take.
 */
final class RoundRobin {

  /** Waking up more often than this costs more than it spreads. */
  private static final long MIN_SLOT_MILLIS = 50;

  private final List<Integer> compartments;
  private final long slotMillis;
  private final int perSlot;
  private int nextIndex;
  private long nextUptimeMillis;

  RoundRobin(List<Integer> compartments, long periodMillis, long startUptimeMillis) {
    int count = compartments.size();
    this.compartments = List.copyOf(compartments);
    this.slotMillis = count == 0 ? 0 : Math.max(MIN_SLOT_MILLIS, periodMillis / count);
    this.perSlot = (int) ((count * slotMillis + periodMillis - 1) / periodMillis);
    this.nextUptimeMillis = count == 0 ? Long.MAX_VALUE : startUptimeMillis;
  }

  long nextUptimeMillis() {
    return nextUptimeMillis;
  }

  /** Whose turn it is, perhaps nobody's. */
  List<Integer> due(long uptimeMillis) {
    if (uptimeMillis < nextUptimeMillis) {
      return List.of();
    }
    List<Integer> due = new ArrayList<>(perSlot);
    for (int i = 0; i < perSlot; i++) {
      due.add(compartments.get(nextIndex));
      nextIndex = (nextIndex + 1) % compartments.size();
    }
    nextUptimeMillis = uptimeMillis + slotMillis;
    return due;
  }
}
