package cubby.hardware;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The coil limits as a pure function: what was pulsed, what is asked, now, and the verdict. One
 * instance per profile; immutable.
 */
final class CoilRules {
  private static final long TEN_SECONDS_MILLIS = 10_000;
  private static final long ONE_MINUTE_MILLIS = 60_000;

  private final Map<Integer, CabinetProfile.Compartment> compartments = new HashMap<>();
  private final Map<String, Long> restAfterStartMillis = new HashMap<>();

  CoilRules(CabinetProfile profile) {
    for (CabinetProfile.Compartment compartment : profile.compartments()) {
      compartments.put(compartment.number(), compartment);
      CoilLimits coil = compartment.coil();
      long rest = coil.pulseMillis() + (long) coil.supplyGapMillis();
      restAfterStartMillis.merge(compartment.supply(), rest, Math::max);
    }
  }

  /** What becomes of a request. */
  sealed interface Verdict {}

  /** The pulse may begin now. */
  record Allowed() implements Verdict {}

  /** The same pulse may begin after this time, if nothing else is pulsed until then. */
  record Wait(long millis, String why) implements Verdict {}

  /** No waiting makes this pulse right. */
  record Never(String why) implements Verdict {}

  /**
   * One pulse that was begun, or may have been.
   *
   * @param serial tells pulses apart
   * @param startMillis the latest moment at which the coil may have been energised
   * @param endMillis the latest moment at which it may still have been
   */
  record Pulse(long serial, int compartment, long startMillis, long endMillis) {}

  /**
   * The pulses that still matter, oldest first. Bounded, because no coil is allowed more pulses a
   * minute than its limit.
   */
  record History(List<Pulse> pulses) {
    static final History EMPTY = new History(List.of());

    History {
      pulses = List.copyOf(pulses);
    }

    /** With one more pulse, without those that ended a minute ago or earlier. */
    History with(Pulse added) {
      List<Pulse> kept = new ArrayList<>(pulses);
      kept.removeIf(pulse -> pulse.endMillis() <= added.startMillis() - ONE_MINUTE_MILLIS);
      kept.add(added);
      return new History(kept);
    }

    /** With one pulse moved to a later time. */
    History moved(long serial, long startMillis, long endMillis) {
      List<Pulse> moved = new ArrayList<>(pulses);
      moved.replaceAll(pulse ->
          pulse.serial() == serial
              ? new Pulse(serial, pulse.compartment(), startMillis, endMillis)
              : pulse);
      return new History(moved);
    }
  }

  /** Judges one request; {@code nowMillis} is time since the process began. */
  Verdict judge(History history, int number, int pulseMillis, long nowMillis) {
    CabinetProfile.Compartment asked = compartments.get(number);
    if (asked == null) {
      return new Never("there is no compartment " + number);
    }
    CoilLimits limits = asked.coil();
    if (pulseMillis < 1 || pulseMillis > limits.pulseMillis()) {
      return new Never(
          "a pulse of " + pulseMillis + " ms is not 1 to " + limits.pulseMillis() + " ms long");
    }
    List<Long> starts = new ArrayList<>();
    Wait longest = new Wait(unknownPast(asked) - nowMillis, "its supply rests after a start");
    for (Pulse pulse : history.pulses()) {
      if (pulse.compartment() == number) {
        starts.add(pulse.startMillis());
        long cool = pulse.endMillis() + limits.coolDownMillis();
        longest = longer(longest, cool - nowMillis, "its coil cools down");
      }
      longest = longer(longest, supplyFree(asked, pulse) - nowMillis, "its supply is in use");
    }
    int inTen = limits.maxPulsesInTenSeconds();
    long ten = windowFree(starts, inTen, TEN_SECONDS_MILLIS) - nowMillis;
    longest = longer(longest, ten, "it had " + inTen + " pulses in 10 s");
    int inMinute = limits.maxPulsesInOneMinute();
    long minute = windowFree(starts, inMinute, ONE_MINUTE_MILLIS) - nowMillis;
    longest = longer(longest, minute, "it had " + inMinute + " pulses in a minute");
    return longest.millis() > 0 ? longest : new Allowed();
  }

  /**
   * A process that died a moment before this one began may have left a coil energised, and its
   * memory is gone: until that pulse must be over, the supply counts as in use.
   */
  private long unknownPast(CabinetProfile.Compartment asked) {
    return restAfterStartMillis.getOrDefault(asked.supply(), 0L);
  }

  private long supplyFree(CabinetProfile.Compartment asked, Pulse pulse) {
    CabinetProfile.Compartment pulsed = compartments.get(pulse.compartment());
    if (pulsed == null || !pulsed.supply().equals(asked.supply())) {
      return Long.MIN_VALUE / 2;
    }
    int gap = Math.max(pulsed.coil().supplyGapMillis(), asked.coil().supplyGapMillis());
    return pulse.endMillis() + gap;
  }

  /** When fewer than {@code max} of the starts, which ascend, lie within the window. */
  private static long windowFree(List<Long> starts, int max, long windowMillis) {
    int size = starts.size();
    return size < max ? Long.MIN_VALUE / 2 : starts.get(size - max) + windowMillis;
  }

  private static Wait longer(Wait wait, long millis, String why) {
    return millis > wait.millis() ? new Wait(millis, why) : wait;
  }
}
