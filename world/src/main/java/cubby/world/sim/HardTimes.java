package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.hardware.sim.SimulatedFault;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** The rarer deeds of a storm: clocks, whole sites, people on the link, guessers. */
final class HardTimes {
  private static final int BURST = 25;

  /** More than a cabinet's queue of inputs holds. */
  private static final int FLOOD = 1_500;

  /** A call that found no room is answered at once, one that did when its turn comes. */
  private static final long ANSWERED_MILLIS = 30_000;

  private static final String NO_CODE = "00000000";

  private final Storm storm;
  private final People people;
  private final Chance chance;

  HardTimes(Storm storm, People people, Chance chance) {
    this.storm = storm;
    this.people = people;
    this.chance = chance;
  }

  void begin() {
    Extremes extremes = people.weather.now().extremes();
    for (SimCabinet cabinet : people.cabinets()) {
      storm.every(extremes.clockMeanMillis(), () -> cabinet.clock().spoil(chance));
      storm.every(extremes.takeOverMeanMillis(), () -> cabinet.wire().takeOver());
      storm.every(extremes.intruderMeanMillis(), () -> intrude(cabinet));
      storm.every(extremes.guesserMeanMillis(), () -> guess(cabinet, BURST));
      storm.every(extremes.boardMeanMillis(), () -> silence(cabinet));
      storm.every(extremes.floodMeanMillis(), () -> flood(cabinet));
    }
    storm.every(extremes.clockMeanMillis(), () -> people.gateway.clock().spoil(chance));
    storm.every(extremes.blackoutMeanMillis(), this::blackout);
    storm.every(extremes.outageMeanMillis(), this::outage);
  }

  void heal() {
    people.gateway.clock().heal();
    people.cabinets().forEach(cabinet -> cabinet.clock().heal());
  }

  private void blackout() {
    people.history.fault("blackout", "world", "every cabinet");
    people.cabinets().forEach(SimCabinet::kill);
  }

  /** The gateway and what stands before it: nobody's connection outlives it. */
  private void outage() {
    people.history.fault("gateway and broker restart", "world", "");
    people.gateway.kill();
    people.cabinets().forEach(cabinet -> cabinet.wire().cut());
  }

  private void silence(SimCabinet cabinet) {
    people.history.fault("silent board", cabinet.id(), "");
    cabinet.plant().fault(1, SimulatedFault.SILENT_BOARD, true);
    people.later(
        chance.between(4_000, 40_000),
        () -> cabinet.plant().fault(1, SimulatedFault.SILENT_BOARD, false));
  }

  private void intrude(SimCabinet cabinet) {
    switch (chance.below(3)) {
      case 0 -> cabinet.wire().forgeCommitted();
      case 1 -> cabinet.wire().replayOldAction();
      default -> {
        List<SimCabinet> others =
            people.cabinets().stream().filter(other -> other != cabinet).toList();
        if (!others.isEmpty()) {
          cabinet.wire().crossed(chance.pick(others).wire());
        }
      }
    }
  }

  /** As fast as fingers go; the bucket is what stands against it. */
  private void guess(SimCabinet cabinet, int left) {
    if (left == 0) {
      return;
    }
    storm.guess(cabinet, String.format(Locale.ROOT, "%08d", chance.below(100_000_000)));
    people.later(400, () -> guess(cabinet, left - 1));
  }

  /** A screen gone mad types the same code many times at once; each time it is owed an answer. */
  private void flood(SimCabinet cabinet) {
    Cabinet screen = cabinet.cabinet();
    if (screen == null) {
      return;
    }
    people.history.fault("flood", cabinet.id(), FLOOD + " calls at once");
    Referee referee = people.gateway.referee();
    referee.typed(cabinet.id(), NO_CODE);
    AtomicInteger owed = new AtomicInteger(FLOOD);
    for (int call = 0; call < FLOOD; call++) {
      var unused =
          screen
              .codeTyped(NO_CODE)
              .whenComplete((answer, failure) -> {
                owed.decrementAndGet();
                if (failure == null) {
                  referee.answered(cabinet.id(), answer.answer());
                }
              });
    }
    people.later(
        ANSWERED_MILLIS,
        () -> {
          if (owed.get() > 0 && isStill(cabinet, screen)) {
            people.history.violation(
                9, cabinet.id() + " owes " + owed + " calls an answer: its queue says nothing");
          }
        });
  }

  @SuppressWarnings("ReferenceEquality") // another life of the agent owes nothing
  private static boolean isStill(SimCabinet cabinet, Cabinet screen) {
    return cabinet.cabinet() == screen;
  }
}
