package cubby.hardware.sim;

import cubby.hardware.CabinetHardware;
import cubby.hardware.CabinetProfile;
import cubby.hardware.CabinetProfile.Compartment;
import cubby.hardware.CoilGuard;
import cubby.hardware.LockBank;
import cubby.hardware.SensorSample;
import cubby.hardware.Timeline;
import cubby.hardware.config.ConfigException;
import cubby.hardware.sim.SimulatedCabinetFile.Kept;
import cubby.hardware.sim.SimulatedState.Position;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cabinet of plant instead of metal, behind the same ports as real hardware, with the person in
 * front of it as methods. Driven by its timeline alone; the same seed, timeline and calls give the
 * same history.
 *
 * <p>Callable from any thread; one lock guards the plant and is never held while listeners are
 * told. Methods that take a door throw {@link IllegalArgumentException} where there is none of that
 * number, and {@link UncheckedIOException} where the change was made but could not be kept.
 */
public final class SimulatedCabinet {
  private static final int MAX_LABEL = 80;

  private final CabinetProfile profile;
  private final Timeline timeline;
  private final @Nullable SimulatedCabinetFile file;
  private final SortedMap<Integer, SimulatedDoor> doors = new TreeMap<>();
  private final CoilLog coils;
  private final CabinetHardware hardware;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> changeListeners = new CopyOnWriteArrayList<>();
  private final List<CoilListener> coilListeners = new CopyOnWriteArrayList<>();
  private final SimulatedBoard board = new SimulatedBoard(this);
  // Guarded by lock.
  private final List<Runnable> toTell = new ArrayList<>();
  private boolean moved;
  private List<Kept> written;

  /**
   * @param seed of every delay and bounce
   * @param doorSwitches false: doors have the lock's hook contact only
   */
  public record Options(long seed, boolean doorSwitches) {}

  /**
   * A coil went on or off.
   *
   * @param output the compartment that was commanded
   * @param door the door whose lock hangs on that output; another one where wired wrongly
   */
  public record CoilChange(int output, int door, boolean energised, long uptimeMillis) {}

  /** Hears of coils; "on" on the thread that pulsed, "off" on the timeline's. */
  public interface CoilListener {
    void coilChanged(CoilChange change);
  }

  /**
   * Something that must never happen to a coil, whoever is to blame.
   *
   * @param output the compartment that was commanded
   */
  public record Violation(long uptimeMillis, int output, String what) {}

  /** A new, empty cabinet with door switches, which forgets everything when it ends. */
  public SimulatedCabinet(CabinetProfile profile, Timeline timeline, long seed) {
    this(profile, timeline, new Options(seed, true), null, Map.of());
  }

  /**
   * A cabinet that finds its doors and contents as the file says.
   *
   * @param file where to keep them from now on; null = nowhere
   * @throws ConfigException where the file is not one of these, or of another cabinet
   */
  public static SimulatedCabinet create(
      CabinetProfile profile,
      Timeline timeline,
      Options options,
      @Nullable SimulatedCabinetFile file)
      throws ConfigException {
    SortedMap<Integer, Kept> kept = new TreeMap<>();
    if (file != null) {
      for (Kept door : file.read()) {
        if (profile.compartments().stream().noneMatch(one -> one.number() == door.number())) {
          throw file.refuse("door " + door.number() + " is not in profile " + profile.name());
        }
        kept.put(door.number(), door);
      }
    }
    return new SimulatedCabinet(profile, timeline, options, file, kept);
  }

  private SimulatedCabinet(
      CabinetProfile profile,
      Timeline timeline,
      Options options,
      @Nullable SimulatedCabinetFile file,
      Map<Integer, Kept> kept) {
    this.profile = profile;
    this.timeline = timeline;
    this.file = file;
    this.coils = new CoilLog(profile);
    SplittableRandom random = new SplittableRandom(options.seed());
    for (Compartment compartment : profile.compartments()) {
      int number = compartment.number();
      Kept was = kept.getOrDefault(number, new Kept(number, Position.CLOSED, null));
      doors.put(
          number,
          new SimulatedDoor(
              compartment,
              timeline,
              this::stepAfter,
              new DoorWatcher(),
              random.split(),
              options.doorSwitches(),
              was));
    }
    this.written = kept();
    boolean heated = profile.compartments().stream().anyMatch(Compartment::heated);
    this.hardware =
        new CabinetHardware(
            profile,
            new CoilGuard(board, profile, timeline),
            heated ? board : null,
            heated ? board : null);
  }

  /** The cabinet as its agent gets it, with the one coil guard in front of its locks. */
  public CabinetHardware hardware() {
    return hardware;
  }

  /**
   * The same plant for a controller that has just started: its coil guard remembers nothing, so
   * that {@link #violations} judges pulses a minute anew, and readings are on its own clock.
   *
   * @param controller zero at the start of that controller, as fast as the plant's timeline
   */
  public CabinetHardware hardware(Timeline controller) {
    boolean unused = locked(() -> run(coils::controllerStarted));
    ControllerBoard rebased = new ControllerBoard(board, timeline, controller);
    return new CabinetHardware(
        profile,
        new CoilGuard(rebased, profile, controller),
        hardware.thermometer() == null ? null : rebased,
        hardware.heaters());
  }

  /** What this cabinet is made of. */
  public CabinetProfile profile() {
    return profile;
  }

  /** Swings the door wide open. False where the latch holds it or it is wide open already. */
  public boolean pull(int door) {
    return with(door, SimulatedDoor::pull);
  }

  /**
   * Pushes the door shut, and the latch home. False where it is shut already, something keeps it
   * open, or its coil is on.
   */
  public boolean close(int door) {
    return with(door, SimulatedDoor::close);
  }

  /** Forces the door open against its latch. False where it is open already. */
  public boolean pry(int door) {
    return with(door, SimulatedDoor::pry);
  }

  /**
   * Lays something into the compartment, swinging the door wide first. False where the door is shut
   * or something lies there already.
   *
   * @param label what it is, 1 to 80 printable characters
   */
  public boolean put(int door, String label) {
    boolean odd = label.codePoints().anyMatch(SimulatedCabinet::isUnprintable);
    if (label.isBlank() || label.length() > MAX_LABEL || odd) {
      throw new IllegalArgumentException("a label is 1 to " + MAX_LABEL + " printable characters");
    }
    return with(door, one -> one.put(label));
  }

  private static boolean isUnprintable(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED
        || type == Character.PRIVATE_USE;
  }

  /** Takes out what lies there. False where the door is shut or nothing does. */
  public boolean take(int door) {
    return with(door, SimulatedDoor::take);
  }

  /**
   * Switches a fault on or off. {@link SimulatedFault#WRONG_DOOR_WIRING} takes the next door's lock
   * (the first one's after the last); {@link #wire} takes another.
   */
  public void fault(int door, SimulatedFault fault, boolean on) {
    if (fault == SimulatedFault.WRONG_DOOR_WIRING) {
      wire(door, on ? door % profile.compartments().size() + 1 : door);
    } else if (fault == SimulatedFault.SILENT_BOARD) {
      with(door, one -> true);
      locked(() -> run(() -> doors.values().forEach(one -> one.fault(fault, on))));
    } else {
      with(door, one -> run(() -> one.fault(fault, on)));
    }
  }

  /** Hangs another door's lock on this door's output; its own puts it right again. */
  public void wire(int door, int toDoor) {
    with(toDoor, one -> true);
    with(door, one -> run(() -> one.wire(toDoor)));
  }

  private static boolean run(Runnable step) {
    step.run();
    return true;
  }

  /** The plant as it is now. */
  public SimulatedState state() {
    return locked(
        () -> new SimulatedState(doors.values().stream().map(SimulatedDoor::state).toList()));
  }

  /** One door as it is now. */
  public SimulatedState.DoorState door(int number) {
    return with(number, SimulatedDoor::state);
  }

  /** Calls after each change of {@link #state}, on the thread that made it; must return quickly. */
  public void listen(Runnable changed) {
    changeListeners.add(changed);
  }

  /** Tells of every coil from now on. */
  public void listenToCoils(CoilListener listener) {
    coilListeners.add(listener);
  }

  /** What was done to the coils that must never be; the first thousand. */
  public List<Violation> violations() {
    return locked(coils::violations);
  }

  /** The locks without the coil guard, for tests of the plant itself. */
  SimulatedBoard board() {
    return board;
  }

  List<Integer> numbers() {
    return List.copyOf(doors.keySet());
  }

  boolean has(int door) {
    return doors.containsKey(door);
  }

  /** The board's output goes on, and with it the coil of the lock that hangs there. */
  boolean energise(SimulatedDoor output, int pulseMillis) {
    long now = timeline.uptimeMillis();
    coils.energised(output.number(), pulseMillis, now);
    SimulatedDoor door = required(output.wiredTo());
    tellCoils(new CoilChange(output.number(), door.number(), true, now));
    door.energise(pulseMillis);
    stepAfter(pulseMillis, () -> deEnergised(output.number(), door.number()));
    return true;
  }

  private void deEnergised(int output, int door) {
    long now = timeline.uptimeMillis();
    if (!coils.isOn(output, now)) {
      tellCoils(new CoilChange(output, door, false, now));
    }
  }

  private void tellCoils(CoilChange change) {
    for (CoilListener listener : coilListeners) {
      toTell.add(() -> listener.coilChanged(change));
    }
  }

  /** Does something with one door under the lock. */
  <T> T with(int door, Function<SimulatedDoor, T> step) {
    return locked(() -> step.apply(required(door)));
  }

  private SimulatedDoor required(int number) {
    SimulatedDoor door = doors.get(number);
    if (door == null) {
      throw new IllegalArgumentException("profile " + profile.name() + " has no door " + number);
    }
    return door;
  }

  private void stepAfter(long delayMillis, Runnable step) {
    timeline.after(delayMillis, () -> locked(() -> run(step)));
  }

  private <T> T locked(Supplier<T> step) {
    List<Runnable> listeners;
    RuntimeException failure = null;
    T result;
    lock.lock();
    try {
      result = step.get();
      if (!moved && toTell.isEmpty()) {
        return result;
      }
      listeners = new ArrayList<>(toTell);
      toTell.clear();
      if (moved) {
        moved = false;
        listeners.addAll(changeListeners);
        failure = keep();
      }
    } finally {
      lock.unlock();
    }
    tell(listeners, failure);
    return result;
  }

  private List<Kept> kept() {
    return doors.values().stream().map(SimulatedDoor::kept).toList();
  }

  /** Under the lock, so that an older state never replaces a newer one on disk. */
  private @Nullable RuntimeException keep() {
    if (file == null) {
      return null;
    }
    List<Kept> now = kept();
    if (now.equals(written)) {
      // A coil or a lamp: no reason to let somebody in front of a door wait for a disk.
      return null;
    }
    try {
      file.write(now);
      written = now;
      return null;
    } catch (UncheckedIOException e) {
      return e;
    }
  }

  /** Every listener hears, whatever another one throws; then the first failure comes out. */
  private static void tell(List<Runnable> listeners, @Nullable RuntimeException failure) {
    RuntimeException first = failure;
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private final class DoorWatcher implements SimulatedDoor.Watcher {
    @Override
    public void moved() {
      moved = true;
    }

    @Override
    public void sensed(SensorSample sample) {
      for (LockBank.Listener listener : board.listeners()) {
        toTell.add(() -> listener.changed(sample));
      }
    }
  }
}
