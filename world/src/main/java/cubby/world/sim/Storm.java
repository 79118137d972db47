package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.hardware.sim.SimulatedFault;
import java.util.List;
import java.util.Locale;

/** Does to the world what the weather says, until it heals. */
final class Storm {
  private final People people;
  private final Chance chance;
  private final HardTimes hardTimes;
  private boolean over;

  Storm(People people, Chance chance) {
    this.people = people;
    this.chance = chance;
    this.hardTimes = new HardTimes(this, people, chance.branch());
  }

  void begin() {
    Weather weather = people.weather.now();
    for (SimCabinet cabinet : people.cabinets()) {
      every(weather.cutMeanMillis(), () -> cabinet.wire().cut());
      every(weather.oneWayMeanMillis(), () -> cabinet.wire().cutOneWay());
      every(weather.powerCutMeanMillis(), cabinet::kill);
      every(weather.hardwareMeanMillis(), () -> spoil(cabinet));
      every(weather.thiefMeanMillis(), () -> steal(cabinet));
    }
    every(weather.gatewayKillMeanMillis(), people.gateway::kill);
    hardTimes.begin();
  }

  /** From now on nothing is done to anybody, and everything spoiled is repaired. */
  void heal() {
    over = true;
    people.weather.heal();
    hardTimes.heal();
    people.history.step("world", "heals");
    for (SimCabinet cabinet : people.cabinets()) {
      cabinet.wire().heal();
      cabinet
          .plant()
          .state()
          .doors()
          .forEach(door ->
              // In a fixed order: a set has another one in each run of the JVM.
              door.faults().stream()
                  .sorted()
                  .forEach(fault -> cabinet.plant().fault(door.number(), fault, false)));
    }
  }

  void every(long meanMillis, Runnable deed) {
    if (meanMillis > 0) {
      people.later(
          chance.until(meanMillis),
          () -> {
            if (!over) {
              if (chance.lets()) {
                deed.run();
              }
              every(meanMillis, deed);
            }
          });
    }
  }

  private void spoil(SimCabinet cabinet) {
    int door = 1 + chance.below(cabinet.plant().profile().compartments().size());
    SimulatedFault fault = chance.pick(List.of(SimulatedFault.values()));
    people.history.fault(
        fault.name().toLowerCase(Locale.ROOT).replace('_', ' '), cabinet.id(), "door " + door);
    cabinet.plant().fault(door, fault, true);
    people.later(chance.between(5_000, 60_000), () -> cabinet.plant().fault(door, fault, false));
  }

  private void steal(SimCabinet cabinet) {
    int door = 1 + chance.below(cabinet.plant().profile().compartments().size());
    switch (chance.below(4)) {
      case 0 -> {
        if (cabinet.plant().pry(door)) {
          people.history.fault("pried", cabinet.id(), "door " + door);
          boolean unused = chance.hits(0.5) && cabinet.plant().take(door);
          people.closeLater(cabinet, door);
        }
      }
      case 1 -> guess(cabinet, String.format(Locale.ROOT, "%08d", chance.below(100_000_000)));
      case 2 -> {
        if (!people.codes().isEmpty()) {
          guess(cabinet, chance.pick(people.codes()));
        }
      }
      default -> cabinet.wire().attack();
    }
  }

  /** Out of thin air, or seen over a shoulder: then it may be live, and opens like its owner's. */
  void guess(SimCabinet cabinet, String code) {
    Cabinet screen = cabinet.cabinet();
    if (screen != null) {
      people.history.fault("code guessed", cabinet.id(), "");
      people.gateway.referee().typed(cabinet.id(), code);
      var unused =
          screen
              .codeTyped(code)
              .thenAccept(answer -> {
                people.history.step("thief", "types: " + answer.answer());
                people.gateway.referee().answered(cabinet.id(), answer.answer());
              });
    }
  }
}
