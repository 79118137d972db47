package cubby.agent.app;

import cubby.agent.domain.DoorReading;
import cubby.agent.domain.Input;
import cubby.agent.domain.Occupancy;
import cubby.hardware.CabinetHardware;
import cubby.hardware.CabinetProfile.Compartment;
import cubby.hardware.HardwareException;
import cubby.hardware.SensorSample;
import cubby.hardware.Thermometer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads every sensor now and then, so that a silent one is noticed. Used by the core's thread. */
final class Polls {
  private static final Logger log = LoggerFactory.getLogger(Polls.class);

  /** A door's sensor counts as silent after five of these. */
  private static final long DOORS_PERIOD_MILLIS = 1_000;

  private static final long THERMOMETERS_PERIOD_MILLIS = 2_000;

  private final CabinetHardware hardware;
  private final RoundRobin doors;
  private final RoundRobin thermometers;
  private final Set<Integer> silentDoors = new HashSet<>();
  private final Set<Integer> silentThermometers = new HashSet<>();

  Polls(CabinetHardware hardware, long uptimeMillis) {
    this.hardware = hardware;
    this.doors = new RoundRobin(hardware.locks().compartments(), DOORS_PERIOD_MILLIS, uptimeMillis);
    List<Integer> heated =
        hardware.thermometer() == null
            ? List.of()
            : hardware.profile().compartments().stream()
                .filter(Compartment::heated)
                .map(Compartment::number)
                .toList();
    this.thermometers = new RoundRobin(heated, THERMOMETERS_PERIOD_MILLIS, uptimeMillis);
  }

  long nextUptimeMillis() {
    return Math.min(doors.nextUptimeMillis(), thermometers.nextUptimeMillis());
  }

  /** Every door once, for the start. */
  List<Input> allDoors() {
    List<Input> inputs = new ArrayList<>();
    hardware.locks().compartments().forEach(number -> readDoor(number, inputs));
    return inputs;
  }

  List<Input> due(long uptimeMillis) {
    if (uptimeMillis < nextUptimeMillis()) {
      return List.of();
    }
    List<Input> inputs = new ArrayList<>();
    doors.due(uptimeMillis).forEach(number -> readDoor(number, inputs));
    thermometers.due(uptimeMillis).forEach(number -> readThermometer(number, inputs));
    return inputs;
  }

  private void readDoor(int number, List<Input> inputs) {
    try {
      inputs.add(sensed(hardware.locks().sample(number)));
      silentDoors.remove(number);
    } catch (HardwareException e) {
      // No reading is what silence looks like to the domain; the log tells it once.
      if (silentDoors.add(number)) {
        log.warn("the sensors of compartment {} are silent", number, e);
      }
    }
  }

  private void readThermometer(int number, List<Input> inputs) {
    Thermometer thermometer = hardware.thermometer();
    if (thermometer == null) {
      return;
    }
    try {
      Thermometer.TemperatureSample sample = thermometer.read(number);
      inputs.add(new Input.Felt(number, sample.milliCelsius(), sample.atUptimeMillis()));
      silentThermometers.remove(number);
    } catch (HardwareException e) {
      if (silentThermometers.add(number)) {
        log.warn("the thermometer of compartment {} is silent", number, e);
      }
    }
  }

  static Input sensed(SensorSample sample) {
    return new Input.Sensed(
        sample.compartment(),
        switch (sample.door()) {
          case CLOSED -> DoorReading.CLOSED;
          case OPEN -> DoorReading.OPEN;
          case UNKNOWN -> DoorReading.UNKNOWN;
        },
        switch (sample.occupancy()) {
          case EMPTY -> Occupancy.EMPTY;
          case OCCUPIED -> Occupancy.OCCUPIED;
          case UNKNOWN -> Occupancy.UNKNOWN;
        },
        sample.atUptimeMillis());
  }
}
