package cubby.world.sim;

import cubby.hardware.CabinetProfile;
import cubby.hardware.CabinetProfile.Compartment;
import cubby.hardware.CabinetProfile.Kind;
import cubby.hardware.CabinetProfile.Size;
import cubby.hardware.CoilLimits;
import cubby.hardware.sim.VirtualTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A gateway, cabinets and people from one seed: a storm of faults while people come and go, then a
 * calm in which everything must come to rest. Single-threaded.
 */
final class World {
  private static final long STEP_MILLIS = 1_000;
  private static final long BETWEEN_RIDERS_MILLIS = 15_000;
  private static final long MAX_CALM_MILLIS = 30 * 60_000;

  /**
   * How a world ended.
   *
   * @param hash of everything that happened, in order
   * @param lastSteps before the first violation, or the end
   * @param ends deposits that came to an end, by the state in which they did
   */
  record Result(
      long seed,
      int sessions,
      long steps,
      long worldMillis,
      String hash,
      List<String> violations,
      List<String> lastSteps,
      Map<String, Long> faults,
      Map<String, Long> killPoints,
      Map<String, Long> ends) {
    /** Complete sessions: deposits that reached an end, whichever. */
    long complete() {
      return ends.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final long seed;
  private final VirtualTimeline timeline = new VirtualTimeline(0);
  private final History history;
  private final Weathers weather = new Weathers(Weather.CALM);
  private final Weather storm;
  private final SimGateway gateway;
  private final List<SimCabinet> cabinets = new ArrayList<>();
  private final People people;
  private final Chance chance;
  private final int sessions;
  private final List<Rider> riders = new ArrayList<>();
  private final List<Courier> couriers = new ArrayList<>();

  private World(long seed, int sessions, Weather storm, Keys keys, Parts parts) {
    this.seed = seed;
    Mask mask = parts.mask();
    this.chance = new Chance(seed, mask);
    this.sessions = sessions;
    this.storm = mask.over(storm);
    this.history = new History(timeline::uptimeMillis, parts.keptSteps());
    List<String> ids = List.of("north", "south").subList(0, 1 + chance.below(2));
    this.gateway = new SimGateway(ids, timeline, chance.branch(), weather, history, keys, parts);
    for (String id : ids) {
      cabinets.add(
          new SimCabinet(
              id, profile(), timeline, gateway, chance.branch(), weather, history, parts));
    }
    this.people = new People(timeline, chance.branch(), weather, history, gateway, cabinets);
  }

  /** A world in a storm that the seed chooses. */
  static Result run(long seed, int sessions, Parts parts) {
    return run(seed, sessions, Signatures.MIXED, parts);
  }

  /** The same with these signatures. */
  static Result run(long seed, int sessions, Signatures signatures, Parts parts) {
    Weather storm = Weather.storm(new Chance(~seed));
    return new World(seed, sessions, storm, signatures.of(seed), parts).run();
  }

  /** A world in the given storm. */
  static Result run(long seed, int sessions, Weather storm, Parts parts) {
    return new World(seed, sessions, storm, Signatures.MIXED.of(seed), parts).run();
  }

  /** Six doors on one supply; the last has no sensor for what lies inside. */
  static CabinetProfile profile() {
    List<Compartment> doors = new ArrayList<>();
    List<Size> sizes = List.of(Size.S, Size.S, Size.S, Size.M, Size.M, Size.L);
    for (int number = 1; number <= sizes.size(); number++) {
      doors.add(
          new Compartment(
              number,
              Kind.PARCEL,
              sizes.get(number - 1),
              number <= 3,
              0,
              number * 100,
              400,
              100,
              "a",
              CoilLimits.DEFAULT,
              false,
              number < sizes.size()));
    }
    return new CabinetProfile("sim-6", Kind.PARCEL, 400, 700, doors);
  }

  private Result run() {
    begin();
    Storm faults = new Storm(people, chance.branch());
    Staff staff = new Staff(people);
    weather.set(storm);
    faults.begin();
    staff.round();
    for (int number = 1; number <= sessions; number++) {
      Rider rider = new Rider(people, chance.pick(cabinets), number);
      riders.add(rider);
      boolean comes = chance.lets();
      people.later(
          chance.below(sessions) * BETWEEN_RIDERS_MILLIS, comes ? rider::look : rider::stay);
    }
    for (int number = 1; number <= sessions / 5; number++) {
      Courier courier = new Courier(people, chance.pick(cabinets), number);
      couriers.add(courier);
      people.later(chance.below(sessions) * BETWEEN_RIDERS_MILLIS, courier::look);
    }
    pass(sessions * BETWEEN_RIDERS_MILLIS + 60_000);
    faults.heal();
    staff.heal();
    rest();
    return new Result(
        seed,
        sessions,
        history.steps(),
        timeline.uptimeMillis(),
        history.hash(),
        history.violations(),
        history.lastSteps(),
        history.faults(),
        history.killPoints(),
        ends());
  }

  private Map<String, Long> ends() {
    Map<String, Long> ends = new TreeMap<>();
    riders.forEach(rider -> rider.ends().forEach(state -> ends.merge(state, 1L, Long::sum)));
    return ends;
  }

  /** The first seconds are calm: everybody starts, and the cabinets are let in. */
  private void begin() {
    gateway.start();
    gateway.partner();
    pass(1_000);
    cabinets.forEach(cabinet -> gateway.enrol(cabinet.id()));
    pass(1_000);
    cabinets.forEach(SimCabinet::boot);
    pass(1_000);
  }

  private void pass(long millis) {
    long end = timeline.uptimeMillis() + millis;
    while (timeline.uptimeMillis() < end && !history.broken()) {
      try {
        timeline.advance(Math.min(STEP_MILLIS, end - timeline.uptimeMillis()));
      } catch (RuntimeException e) {
        history.violation(0, "a part of the world threw " + e);
      }
    }
  }

  private void rest() {
    Quiet quiet = new Quiet(gateway, cabinets);
    long end = timeline.uptimeMillis() + MAX_CALM_MILLIS;
    List<String> unrest = unrest(quiet);
    while (!unrest.isEmpty() && timeline.uptimeMillis() < end && !history.broken()) {
      pass(1_000);
      unrest = unrest(quiet);
    }
    if (!history.broken()) {
      unrest.forEach(words -> history.violation(4, "no rest after the storm: " + words));
    }
  }

  private List<String> unrest(Quiet quiet) {
    List<String> unrest = new ArrayList<>(quiet.unrest());
    long open =
        riders.stream().filter(rider -> !rider.isOver()).count()
            + couriers.stream().filter(courier -> !courier.isOver()).count();
    if (open > 0) {
      unrest.add(open + " riders are not done");
    }
    return unrest;
  }
}
