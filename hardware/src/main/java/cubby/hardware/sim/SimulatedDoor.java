package cubby.hardware.sim;

import cubby.hardware.CabinetProfile.Compartment;
import cubby.hardware.Debouncer.Reading;
import cubby.hardware.SensorSample;
import cubby.hardware.SensorSample.Door;
import cubby.hardware.SensorSample.Occupancy;
import cubby.hardware.Thermometer.TemperatureSample;
import cubby.hardware.Timeline;
import cubby.hardware.sim.SimulatedState.DoorState;
import cubby.hardware.sim.SimulatedState.Position;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One door: a pulse-to-open lock with latch and spring, its contacts, and the air behind it. The
 * coil draws the latch back; the spring then pops the door open a crack; closing the door pushes
 * the latch home. Not thread-safe: the cabinet's lock guards it.
 */
final class SimulatedDoor {
  /** The lamp beside a lock stays on this long after its coil went on. */
  static final int LAMP_MILLIS = 5_000;

  private static final int MIN_LATCH_MILLIS = 15;
  private static final int MAX_LATCH_MILLIS = 40;
  private static final int MIN_SPRING_MILLIS = 20;
  private static final int MAX_SPRING_MILLIS = 60;

  private final Compartment compartment;
  private final Timeline timeline;
  private final Contact.Steps steps;
  private final Watcher watcher;
  private final SplittableRandom random;
  private final boolean hasDoorSwitch;
  private final Contact doorSwitch;
  private final Contact hook;
  private final Contact presence;
  private final Set<SimulatedFault> faults = EnumSet.noneOf(SimulatedFault.class);
  private Position position;
  private boolean latched;
  private @Nullable String label;
  private int wiredTo;
  private long coilUntilMillis;
  private long lampUntilMillis;
  private HeatModel heat;
  private SensorSample told;

  /** Hears what became of a door, under the cabinet's lock. */
  interface Watcher {
    /** The plant changed. */
    void moved();

    /** What the sensors say changed. */
    void sensed(SensorSample sample);
  }

  SimulatedDoor(
      Compartment compartment,
      Timeline timeline,
      Contact.Steps steps,
      Watcher watcher,
      SplittableRandom random,
      boolean hasDoorSwitch,
      SimulatedCabinetFile.Kept kept) {
    this.compartment = compartment;
    this.timeline = timeline;
    this.steps = steps;
    this.watcher = watcher;
    this.random = random;
    this.hasDoorSwitch = hasDoorSwitch;
    this.position = kept.position();
    this.latched = position == Position.CLOSED;
    this.label = kept.label();
    this.wiredTo = compartment.number();
    this.doorSwitch = contact(latched);
    this.hook = contact(latched);
    this.presence = contact(label != null);
    long now = timeline.uptimeMillis();
    this.coilUntilMillis = now;
    this.lampUntilMillis = now;
    this.heat = HeatModel.ambient(now, !latched);
    this.told = sample();
  }

  private Contact contact(boolean level) {
    return new Contact(timeline, steps, random.split(), level, this::contactSettled);
  }

  int number() {
    return compartment.number();
  }

  int wiredTo() {
    return wiredTo;
  }

  boolean heated() {
    return compartment.heated();
  }

  /** The coil of this lock goes on for so long. */
  void energise(int pulseMillis) {
    if (faults.contains(SimulatedFault.SILENT_BOARD)) {
      return;
    }
    long now = timeline.uptimeMillis();
    coilUntilMillis = Math.max(coilUntilMillis, now + pulseMillis);
    lampUntilMillis = now + LAMP_MILLIS;
    watcher.moved();
    int latch = random.nextInt(MIN_LATCH_MILLIS, MAX_LATCH_MILLIS + 1);
    if (latch <= pulseMillis) {
      steps.after(latch, this::release);
    }
    // The lamp goes out: whoever draws it must look again.
    steps.after(LAMP_MILLIS, watcher::moved);
  }

  private void release() {
    if (latched && !faults.contains(SimulatedFault.STUCK_LATCH)) {
      latched = false;
      hook.follow(false);
      watcher.moved();
      int spring = random.nextInt(MIN_SPRING_MILLIS, MAX_SPRING_MILLIS + 1);
      steps.after(spring, this::pop);
    }
  }

  private void pop() {
    if (!latched && position == Position.CLOSED) {
      opened(Position.AJAR);
    }
  }

  private void opened(Position to) {
    position = to;
    doorSwitch.follow(false);
    heat = heat.door(true, timeline.uptimeMillis());
    watcher.moved();
  }

  boolean pull() {
    if (latched || position == Position.WIDE) {
      return false;
    }
    opened(Position.WIDE);
    return true;
  }

  boolean pry() {
    if (position != Position.CLOSED) {
      return false;
    }
    // The bar turns the latch on its way; the hook contact hangs on the latch.
    latched = false;
    hook.follow(false);
    opened(Position.WIDE);
    return true;
  }

  boolean close() {
    long now = timeline.uptimeMillis();
    boolean blocked = faults.contains(SimulatedFault.DOOR_LEFT_OPEN) || now < coilUntilMillis;
    if (latched || blocked) {
      return false;
    }
    position = Position.CLOSED;
    latched = true;
    doorSwitch.follow(true);
    hook.follow(true);
    heat = heat.door(false, now);
    watcher.moved();
    return true;
  }

  boolean put(String what) {
    if (position == Position.CLOSED || label != null) {
      return false;
    }
    position = Position.WIDE;
    label = what;
    presence.follow(true);
    watcher.moved();
    return true;
  }

  boolean take() {
    if (position == Position.CLOSED || label == null) {
      return false;
    }
    position = Position.WIDE;
    label = null;
    presence.follow(false);
    watcher.moved();
    return true;
  }

  void fault(SimulatedFault fault, boolean on) {
    if (on ? !faults.add(fault) : !faults.remove(fault)) {
      return;
    }
    switch (fault) {
      case BOUNCING_SENSOR -> (hasDoorSwitch ? doorSwitch : hook).unrest(on);
      case STUCK_OCCUPANCY -> presence.freeze(on);
      // On the timeline like every other change of a sensor, so that listeners hear them in order.
      case BROKEN_WIRE, SILENT_BOARD -> steps.after(0, this::contactSettled);
      case STUCK_LATCH, WRONG_DOOR_WIRING, DOOR_LEFT_OPEN -> {}
    }
    watcher.moved();
  }

  void wire(int toDoor) {
    wiredTo = toDoor;
    fault(SimulatedFault.WRONG_DOOR_WIRING, toDoor != number());
  }

  void heater(boolean on) {
    heat = heat.heater(on, timeline.uptimeMillis());
  }

  TemperatureSample temperature() {
    long now = timeline.uptimeMillis();
    int milliCelsius = (int) Math.round(heat.at(now).celsius() * 1_000);
    return new TemperatureSample(number(), milliCelsius, now);
  }

  SensorSample sample() {
    return new SensorSample(number(), door(), occupancy(), timeline.uptimeMillis());
  }

  private Door door() {
    boolean cut = faults.contains(SimulatedFault.BROKEN_WIRE);
    if (cut || faults.contains(SimulatedFault.SILENT_BOARD)) {
      return Door.UNKNOWN;
    }
    return switch ((hasDoorSwitch ? doorSwitch : hook).reading()) {
      case ON -> Door.CLOSED;
      case OFF -> Door.OPEN;
      case UNKNOWN -> Door.UNKNOWN;
    };
  }

  private Occupancy occupancy() {
    boolean silent = !compartment.occupancySensor() || faults.contains(SimulatedFault.SILENT_BOARD);
    Reading reading = silent ? Reading.UNKNOWN : presence.reading();
    return switch (reading) {
      case ON -> Occupancy.OCCUPIED;
      case OFF -> Occupancy.EMPTY;
      case UNKNOWN -> Occupancy.UNKNOWN;
    };
  }

  private void contactSettled() {
    SensorSample now = sample();
    if (now.door() != told.door() || now.occupancy() != told.occupancy()) {
      told = now;
      watcher.sensed(now);
    }
  }

  DoorState state() {
    long litMillis = Math.max(0, lampUntilMillis - timeline.uptimeMillis());
    return new DoorState(
        number(), latched, position, label != null, label, litMillis, Set.copyOf(faults), wiredTo);
  }

  /** A door that is released and has not popped yet would be open after a power cut. */
  SimulatedCabinetFile.Kept kept() {
    Position kept = !latched && position == Position.CLOSED ? Position.AJAR : position;
    return new SimulatedCabinetFile.Kept(number(), kept, label);
  }
}
