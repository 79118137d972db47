package cubby.agent.boot;

import cubby.agent.adapter.kiosk.SimulatorPanel;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.hardware.sim.SimulatedFault;
import cubby.hardware.sim.SimulatedState.DoorState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The hands at a simulated cabinet, for its screen. */
final class SimulatedPanel implements SimulatorPanel {
  private static final List<String> FAULT_KINDS =
      Stream.of(SimulatedFault.values()).map(Enum::name).toList();

  private final SimulatedCabinet plant;
  private final Consumer<Boolean> cable;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean network = true;

  /**
   * @param cable plugs the network in (true) or pulls it
   */
  SimulatedPanel(SimulatedCabinet plant, Consumer<Boolean> cable) {
    this.plant = plant;
    this.cable = cable;
  }

  @Override
  public View view() {
    List<DoorState> doors = plant.state().doors();
    List<Fault> faults =
        doors.stream()
            .flatMap(door -> door.faults().stream().map(f -> new Fault(door.number(), f.name())))
            .toList();
    return new View(
        doors.stream().map(SimulatedPanel::door).toList(), faults, FAULT_KINDS, network);
  }

  private static Door door(DoorState door) {
    return new Door(
        door.number(),
        door.latched(),
        door.open(),
        door.occupied(),
        door.litMillis(),
        door.label());
  }

  @Override
  public boolean hand(int number, Hand hand) {
    return switch (hand) {
      case PULL -> plant.pull(number);
      case CLOSE -> plant.close(number);
      case PUT -> plant.put(number, item());
      case TAKE -> plant.take(number);
      case PRY -> plant.pry(number);
    };
  }

  private String item() {
    return switch (plant.profile().kind()) {
      case PARCEL -> "parcel";
      case MEAL -> "meal";
      case BATTERY, CHARGE -> "battery";
    };
  }

  @Override
  public void fault(int number, String kind, boolean on) {
    plant.fault(number, SimulatedFault.valueOf(kind), on);
  }

  @Override
  public void network(boolean connected) {
    network = connected;
    cable.accept(connected);
    listeners.forEach(Runnable::run);
  }

  @Override
  public void listen(Runnable changed) {
    listeners.add(changed);
    plant.listen(changed);
  }
}
