package cubby.hardware.sim;

import cubby.hardware.HardwareException;
import cubby.hardware.LockBank;
import cubby.hardware.SensorSample;
import cubby.hardware.Thermometer;
import cubby.hardware.Timeline;
import java.util.List;

/** The simulated board, with its readings on the clock of a controller that started later. */
final class ControllerBoard implements LockBank, Thermometer {
  private final SimulatedBoard board;
  private final Timeline plant;
  private final Timeline controller;

  ControllerBoard(SimulatedBoard board, Timeline plant, Timeline controller) {
    this.board = board;
    this.plant = plant;
    this.controller = controller;
  }

  @Override
  public List<Integer> compartments() {
    return board.compartments();
  }

  @Override
  public void pulse(int compartment, int pulseMillis) throws HardwareException {
    board.pulse(compartment, pulseMillis);
  }

  @Override
  public SensorSample sample(int compartment) throws HardwareException {
    return rebased(board.sample(compartment));
  }

  @Override
  public void listen(Listener listener) {
    board.listen(sample -> listener.changed(rebased(sample)));
  }

  @Override
  public TemperatureSample read(int compartment) throws HardwareException {
    TemperatureSample sample = board.read(compartment);
    return new TemperatureSample(
        sample.compartment(), sample.milliCelsius(), own(sample.atUptimeMillis()));
  }

  private SensorSample rebased(SensorSample sample) {
    return new SensorSample(
        sample.compartment(), sample.door(), sample.occupancy(), own(sample.atUptimeMillis()));
  }

  private long own(long plantMillis) {
    return plantMillis - plant.uptimeMillis() + controller.uptimeMillis();
  }
}
