package cubby.world.sim;

import cubby.hardware.sim.VirtualTimeline;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One cabinet, one gateway and a calm sky: where a flow is played. Single-threaded. */
final class Scene {
  static final String CABINET = "north";

  private static final long SEED = 1;
  private static final long STEP_MILLIS = 250;

  final VirtualTimeline timeline = new VirtualTimeline(0);
  final History history;
  final SimGateway gateway;
  final SimCabinet cabinet;
  private final Quiet quiet;

  Scene(Parts parts) {
    Chance chance = new Chance(SEED);
    Weathers weather = new Weathers(Weather.CALM);
    history = new History(timeline::uptimeMillis, parts.keptSteps());
    gateway =
        new SimGateway(
            List.of(CABINET), timeline, chance.branch(), weather, history, Keys.mac(), parts);
    cabinet =
        new SimCabinet(
            CABINET, World.profile(), timeline, gateway, chance.branch(), weather, history, parts);
    quiet = new Quiet(gateway, List.of(cabinet));
  }

  /** Everybody starts, and the cabinet is let in. */
  void begin() {
    gateway.start();
    pass(1_000);
    gateway.enrol(CABINET);
    pass(1_000);
    cabinet.boot();
    pass(3_000);
  }

  long now() {
    return timeline.uptimeMillis();
  }

  void pass(long millis) {
    long end = now() + millis;
    while (now() < end && !history.broken()) {
      timeline.advance(Math.min(STEP_MILLIS, end - now()));
    }
  }

  /** Lets time pass until the goal is reached; it is asked again and again, and may act. */
  boolean until(BooleanSupplier goal, long maxMillis) {
    long end = now() + maxMillis;
    while (!goal.getAsBoolean()) {
      if (now() >= end || history.broken()) {
        return false;
      }
      pass(STEP_MILLIS);
    }
    return true;
  }

  List<String> unrest() {
    return quiet.unrest();
  }
}
