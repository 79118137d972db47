package cubby.hardware.sim;

import cubby.hardware.CabinetProfile;
import cubby.hardware.CabinetProfile.Compartment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which coils are energised, and what must never happen to them: the referee of the coil guard,
 * with none of its code. Not thread-safe: the cabinet's lock guards it.
 */
final class CoilLog {
  private static final int MAX_VIOLATIONS = 1_000;

  private final Map<Integer, Compartment> compartments = new HashMap<>();
  private final Map<Integer, Long> onUntilMillis = new HashMap<>();
  private final Map<Integer, Deque<Long>> startsMillis = new HashMap<>();
  private final List<SimulatedCabinet.Violation> violations = new ArrayList<>();

  CoilLog(CabinetProfile profile) {
    profile
        .compartments()
        .forEach(compartment -> compartments.put(compartment.number(), compartment));
  }

  /**
   * Another controller drives the coils from now on. It knows nothing of earlier pulses (ADR 10):
   * how often a coil is pulsed is judged anew, everything else goes on as it was.
   */
  void controllerStarted() {
    startsMillis.clear();
  }

  /** A coil goes on; what is wrong with that is written down. */
  void energised(int number, int pulseMillis, long nowMillis) {
    Compartment coil = compartments.get(number);
    if (coil == null) {
      throw new IllegalArgumentException("no coil " + number);
    }
    if (pulseMillis > coil.coil().pulseMillis()) {
      violation(nowMillis, number, "pulse of " + pulseMillis + " ms is too long");
    }
    for (Compartment other : compartments.values()) {
      Long ended = onUntilMillis.get(other.number());
      if (ended != null && other.supply().equals(coil.supply())) {
        if (nowMillis < ended) {
          violation(nowMillis, number, "coil " + other.number() + " of its supply is energised");
        } else if (nowMillis < ended + coil.coil().supplyGapMillis()) {
          violation(nowMillis, number, "supply has not rested since coil " + other.number());
        }
      }
    }
    Long ended = onUntilMillis.get(number);
    if (ended != null && nowMillis < ended + coil.coil().coolDownMillis()) {
      violation(nowMillis, number, "coil is hot");
    }
    rate(coil, nowMillis);
    onUntilMillis.put(number, nowMillis + pulseMillis);
  }

  private void rate(Compartment coil, long nowMillis) {
    Deque<Long> starts = startsMillis.computeIfAbsent(coil.number(), key -> new ArrayDeque<>());
    starts.addLast(nowMillis);
    starts.removeIf(start -> start <= nowMillis - 60_000);
    long inTenSeconds = starts.stream().filter(start -> start > nowMillis - 10_000).count();
    if (inTenSeconds > coil.coil().maxPulsesInTenSeconds()) {
      violation(nowMillis, coil.number(), inTenSeconds + " pulses in 10 s");
    }
    if (starts.size() > coil.coil().maxPulsesInOneMinute()) {
      violation(nowMillis, coil.number(), starts.size() + " pulses in a minute");
    }
  }

  /** Whether the coil is on. */
  boolean isOn(int number, long nowMillis) {
    return nowMillis < onUntilMillis.getOrDefault(number, Long.MIN_VALUE);
  }

  private void violation(long nowMillis, int number, String what) {
    // One is too many; the first thousand will do.
    if (violations.size() < MAX_VIOLATIONS) {
      violations.add(new SimulatedCabinet.Violation(nowMillis, number, what));
    }
  }

  List<SimulatedCabinet.Violation> violations() {
    return List.copyOf(violations);
  }
}
