package cubby.agent.app;

import cubby.hardware.CoilRefusedException;
import cubby.hardware.HardwareException;
import cubby.hardware.LockBank;
import cubby.hardware.SensorSample;
import cubby.hardware.SensorSample.Door;
import cubby.hardware.SensorSample.Occupancy;
import cubby.hardware.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Locks whose coils are counted and whose doors a test moves. */
final class FakeLocks implements LockBank {
  /** What a kill of the process looks like from inside. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Timeline timeline;
  private final int count;
  private final Map<Integer, SensorSample> doors = new ConcurrentHashMap<>();
  final List<Integer> pulses = new ArrayList<>();
  final Deque<HardwareException> failures = new ArrayDeque<>();
  boolean killBeforePulse;
  boolean killAfterPulse;
  Runnable beforePulse = () -> {};
  private @Nullable Listener listener;

  FakeLocks(Timeline timeline, int count) {
    this.timeline = timeline;
    this.count = count;
    compartments().forEach(n -> doors.put(n, new SensorSample(n, Door.CLOSED, Occupancy.EMPTY, 0)));
  }

  @Override
  public List<Integer> compartments() {
    List<Integer> all = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      all.add(number);
    }
    return all;
  }

  @Override
  public synchronized void pulse(int compartment, int pulseMillis) throws HardwareException {
    beforePulse.run();
    if (killBeforePulse) {
      throw new Killed();
    }
    HardwareException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    pulses.add(compartment);
    if (killAfterPulse) {
      throw new Killed();
    }
  }

  void refuse(long waitMillis) {
    failures.add(new CoilRefusedException("cooling down", waitMillis));
  }

  @Override
  public SensorSample sample(int compartment) {
    return at(compartment);
  }

  private SensorSample at(int compartment) {
    SensorSample last = doors.get(compartment);
    if (last == null) {
      throw new AssertionError("no door " + compartment);
    }
    return new SensorSample(compartment, last.door(), last.occupancy(), timeline.uptimeMillis());
  }

  void set(int compartment, Door door, Occupancy occupancy) {
    doors.put(compartment, new SensorSample(compartment, door, occupancy, 0));
    Listener heard = listener;
    if (heard != null) {
      heard.changed(at(compartment));
    }
  }

  @Override
  public void listen(Listener listener) {
    this.listener = listener;
  }
}
