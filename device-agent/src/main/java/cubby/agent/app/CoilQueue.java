package cubby.agent.app;

import cubby.agent.domain.CabinetState;
import cubby.agent.domain.Effect;
import cubby.agent.domain.Input;
import cubby.hardware.CabinetProfile;
import cubby.hardware.CoilRefusedException;
import cubby.hardware.HardwareException;
import cubby.hardware.LockBank;
import cubby.hardware.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Durable decisions to energise a coil, until the coil guard allows it. At most one per
 * compartment; none waits for longer than {@link #MAX_WAIT_MILLIS}. Used by the core's thread.
 */
final class CoilQueue {
  private static final Logger log = LoggerFactory.getLogger(CoilQueue.class);

  /** Longer than any cool-down; whoever waits longer at a door has given up. */
  static final long MAX_WAIT_MILLIS = 10_000;

  private record Waiting(int compartment, long pulse, long notBefore, long giveUpAt) {}

  private final LockBank locks;
  private final Timeline timeline;
  private final Tally tally;
  private final Map<Integer, Integer> pulseMillis = new HashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();

  CoilQueue(CabinetProfile profile, LockBank locks, Timeline timeline, Tally tally) {
    this.locks = locks;
    this.timeline = timeline;
    this.tally = tally;
    profile.compartments().forEach(c -> pulseMillis.put(c.number(), c.coil().pulseMillis()));
  }

  void add(Effect.Pulse pulse) {
    long now = timeline.uptimeMillis();
    waiting.removeIf(other -> other.compartment() == pulse.compartment());
    waiting.add(new Waiting(pulse.compartment(), pulse.pulse(), now, now + MAX_WAIT_MILLIS));
  }

  long nextUptimeMillis() {
    long next = Long.MAX_VALUE;
    for (Waiting one : waiting) {
      next = Math.min(next, one.notBefore());
    }
    return next;
  }

  /** Energises what may be energised now, oldest first, and reports how each one went. */
  List<Input> run(CabinetState state) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    long now = timeline.uptimeMillis();
    List<Input> reports = new ArrayList<>(1);
    List<Waiting> later = new ArrayList<>();
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting one = each.next();
      if (one.notBefore() <= now) {
        // Off the list first: whatever happens now, this pulse is not sent a second time.
        each.remove();
        if (state.wants(one.compartment(), one.pulse())) {
          energise(one, now, reports, later);
        }
      }
    }
    waiting.addAll(later);
    return reports;
  }

  private void energise(Waiting one, long now, List<Input> reports, List<Waiting> later) {
    try {
      locks.pulse(one.compartment(), pulseMillis.getOrDefault(one.compartment(), 0));
      tally.pulses.increment();
      reports.add(new Input.PulseSent(one.compartment(), one.pulse()));
    } catch (CoilRefusedException e) {
      long notBefore = now + e.waitMillis();
      if (e.waitMillis() <= 0 || notBefore > one.giveUpAt()) {
        log.warn("compartment {}: the coil may not be energised", one.compartment(), e);
        tally.pulseRefusals.increment();
        reports.add(new Input.PulseRefused(one.compartment(), one.pulse()));
      } else {
        log.debug("compartment {}: pulse waits {} ms", one.compartment(), e.waitMillis());
        later.add(new Waiting(one.compartment(), one.pulse(), notBefore, one.giveUpAt()));
      }
    } catch (HardwareException e) {
      log.error("compartment {}: the board did not take the pulse", one.compartment(), e);
      tally.pulseFailures.increment();
      reports.add(new Input.PulseFailed(one.compartment(), one.pulse()));
    }
  }
}
