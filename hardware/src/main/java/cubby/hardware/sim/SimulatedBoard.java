package cubby.hardware.sim;

import cubby.hardware.CoilLimits;
import cubby.hardware.HardwareException;
import cubby.hardware.HeaterBank;
import cubby.hardware.LockBank;
import cubby.hardware.SensorSample;
import cubby.hardware.Thermometer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The simulated cabinet's lock board, heaters and thermometers as drivers see them. It obeys
 * without thinking; the coil guard stands in front.
 */
final class SimulatedBoard implements LockBank, Thermometer, HeaterBank {
  private final SimulatedCabinet cabinet;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  SimulatedBoard(SimulatedCabinet cabinet) {
    this.cabinet = cabinet;
  }

  List<Listener> listeners() {
    return listeners;
  }

  @Override
  public List<Integer> compartments() {
    return cabinet.numbers();
  }

  @Override
  public void pulse(int compartment, int pulseMillis) throws HardwareException {
    if (pulseMillis < 1 || pulseMillis > CoilLimits.HARD_MAX_PULSE_MILLIS) {
      throw new HardwareException("the board has no pulse of " + pulseMillis + " ms");
    }
    boolean unused = on(compartment, door -> cabinet.energise(door, pulseMillis));
  }

  @Override
  public SensorSample sample(int compartment) throws HardwareException {
    return on(compartment, SimulatedDoor::sample);
  }

  @Override
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public void set(int compartment, boolean on) throws HardwareException {
    requireHeated(compartment);
    boolean unused =
        on(
            compartment,
            door -> {
              door.heater(on);
              return true;
            });
  }

  @Override
  public TemperatureSample read(int compartment) throws HardwareException {
    requireHeated(compartment);
    return on(compartment, SimulatedDoor::temperature);
  }

  private void requireHeated(int compartment) throws HardwareException {
    if (!on(compartment, SimulatedDoor::heated)) {
      throw new HardwareException("compartment " + compartment + " has no heater");
    }
  }

  private <T> T on(int compartment, Function<SimulatedDoor, T> step) throws HardwareException {
    if (!cabinet.has(compartment)) {
      throw new HardwareException("the board has no channel " + compartment);
    }
    return cabinet.with(compartment, step);
  }
}
