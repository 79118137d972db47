package cubby.hardware.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.hardware.CabinetProfile;
import cubby.hardware.CoilLimits;
import cubby.hardware.CoilRefusedException;
import cubby.hardware.HardwareException;
import cubby.hardware.LockBank;
import cubby.hardware.SensorSample;
import cubby.hardware.SensorSample.Door;
import cubby.hardware.SensorSample.Occupancy;
import cubby.hardware.TestProfiles;
import cubby.hardware.sim.SimulatedCabinet.CoilChange;
import cubby.hardware.sim.SimulatedCabinet.Options;
import cubby.hardware.sim.SimulatedState.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedCabinetTest {
  private static final CabinetProfile PROFILE = TestProfiles.column(6, CoilLimits.DEFAULT, false);

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final SimulatedCabinet cabinet = new SimulatedCabinet(PROFILE, timeline, 7);
  private final LockBank locks = cabinet.hardware().locks();
  private final List<SensorSample> heard = new ArrayList<>();

  SimulatedCabinetTest() {
    locks.listen(heard::add);
  }

  private Door sensedDoor(int number) throws HardwareException {
    return locks.sample(number).door();
  }

  private Occupancy sensedOccupancy(int number) throws HardwareException {
    return locks.sample(number).occupancy();
  }

  private Position position(int number) {
    return cabinet.state().door(number).position();
  }

  private void open(int number) throws HardwareException {
    locks.pulse(number, 300);
    timeline.advance(3_000);
    assertEquals(Position.AJAR, position(number));
  }

  @Test
  void aPulsePopsTheDoorAndTheSwitchTellsOnce() throws HardwareException {
    assertEquals(Door.CLOSED, sensedDoor(3));
    locks.pulse(3, 300);
    assertEquals(Position.CLOSED, position(3));
    timeline.advance(300);
    assertEquals(Position.AJAR, position(3));
    assertFalse(cabinet.state().door(3).latched());
    assertEquals(Door.OPEN, sensedDoor(3));
    assertEquals(List.of(3), heard.stream().map(SensorSample::compartment).toList());
    assertEquals(Door.OPEN, heard.getFirst().door());
    long seenAfter = heard.getFirst().atUptimeMillis() - VirtualTimeline.START_MILLIS;
    assertTrue(seenAfter >= 85 && seenAfter <= 200, () -> "seen after " + seenAfter + " ms");
  }

  @Test
  void aLatchedDoorCannotBePulledAndAnOpenOneLatchesWhenShut() throws HardwareException {
    assertFalse(cabinet.pull(1));
    open(1);
    assertTrue(cabinet.pull(1));
    assertFalse(cabinet.pull(1));
    assertTrue(cabinet.close(1));
    assertFalse(cabinet.close(1));
    assertTrue(cabinet.state().door(1).latched());
    assertFalse(cabinet.pull(1));
    timeline.advance(200);
    assertEquals(Door.CLOSED, sensedDoor(1));
  }

  @Test
  void whatIsPutInIsSensedAndStaysBehindTheDoor() throws HardwareException {
    assertFalse(cabinet.put(2, "tea"));
    open(2);
    assertTrue(cabinet.put(2, "tea"));
    assertFalse(cabinet.put(2, "cake"));
    assertEquals(Position.WIDE, position(2));
    timeline.advance(200);
    assertEquals(Occupancy.OCCUPIED, sensedOccupancy(2));
    assertTrue(cabinet.close(2));
    assertFalse(cabinet.take(2));
    open(2);
    assertEquals("tea", cabinet.state().door(2).label());
    assertTrue(cabinet.take(2));
    assertFalse(cabinet.take(2));
    timeline.advance(200);
    assertEquals(Occupancy.EMPTY, sensedOccupancy(2));
  }

  @Test
  void theLampLightsWithTheCoilAndGoesOut() throws HardwareException {
    List<Long> changes = new ArrayList<>();
    cabinet.listen(() -> changes.add(cabinet.state().door(1).litMillis()));
    locks.pulse(1, 300);
    assertEquals(5_000, cabinet.state().door(1).litMillis());
    assertEquals(0, cabinet.state().door(2).litMillis());
    timeline.advance(5_000);
    assertEquals(0, cabinet.state().door(1).litMillis());
    assertEquals(0, changes.getLast());
  }

  @Test
  void coilsAreHeardGoingOnAndOff() throws HardwareException {
    List<CoilChange> changes = new ArrayList<>();
    cabinet.listenToCoils(changes::add);
    locks.pulse(4, 250);
    assertEquals(List.of(new CoilChange(4, 4, true, 10_000)), changes);
    timeline.advance(250);
    assertEquals(new CoilChange(4, 4, false, 10_250), changes.getLast());
    assertEquals(2, changes.size());
  }

  @Test
  void aStuckLatchLeavesTheDoorShutThoughTheCoilWasOn() throws HardwareException {
    cabinet.fault(1, SimulatedFault.STUCK_LATCH, true);
    locks.pulse(1, 300);
    timeline.advance(3_000);
    assertEquals(Position.CLOSED, position(1));
    assertTrue(heard.isEmpty());
    cabinet.fault(1, SimulatedFault.STUCK_LATCH, false);
    open(1);
  }

  @Test
  void aBrokenWireMakesTheDoorUnknownAndMendingItTellsTheTruth() throws HardwareException {
    cabinet.fault(1, SimulatedFault.BROKEN_WIRE, true);
    timeline.advance(0);
    assertEquals(Door.UNKNOWN, heard.getLast().door());
    locks.pulse(1, 300);
    timeline.advance(3_000);
    assertEquals(Door.UNKNOWN, sensedDoor(1));
    assertEquals(Occupancy.EMPTY, sensedOccupancy(1));
    cabinet.fault(1, SimulatedFault.BROKEN_WIRE, false);
    timeline.advance(0);
    assertEquals(Door.OPEN, heard.getLast().door());
  }

  @Test
  void aBouncingSensorBecomesUnknownAndSettlesWhenMended() throws HardwareException {
    cabinet.fault(5, SimulatedFault.BOUNCING_SENSOR, true);
    timeline.advance(300);
    assertEquals(Door.CLOSED, sensedDoor(5));
    timeline.advance(1_000);
    assertEquals(Door.UNKNOWN, sensedDoor(5));
    assertEquals(1, heard.size());
    cabinet.fault(5, SimulatedFault.BOUNCING_SENSOR, false);
    timeline.advance(200);
    assertEquals(Door.CLOSED, sensedDoor(5));
    assertTrue(timeline.runUntilIdle(10_000));
  }

  @Test
  void wrongWiringOpensTheOtherDoor() throws HardwareException {
    cabinet.fault(2, SimulatedFault.WRONG_DOOR_WIRING, true);
    open2AndExpect(3);
    cabinet.wire(2, 5);
    timeline.advance(3_000);
    open2AndExpect(5);
    cabinet.fault(2, SimulatedFault.WRONG_DOOR_WIRING, false);
    open2AndExpect(2);
    assertTrue(cabinet.state().door(2).faults().isEmpty());
  }

  private void open2AndExpect(int opening) throws HardwareException {
    heard.clear();
    locks.pulse(2, 300);
    timeline.advance(5_000);
    assertEquals(List.of(opening), heard.stream().map(SensorSample::compartment).toList());
  }

  @Test
  void aBlockedDoorCannotBeShut() throws HardwareException {
    open(1);
    cabinet.fault(1, SimulatedFault.DOOR_LEFT_OPEN, true);
    assertFalse(cabinet.close(1));
    cabinet.fault(1, SimulatedFault.DOOR_LEFT_OPEN, false);
    assertTrue(cabinet.close(1));
  }

  @Test
  void aStuckOccupancySensorRepeatsItselfUntilMended() throws HardwareException {
    open(1);
    cabinet.fault(1, SimulatedFault.STUCK_OCCUPANCY, true);
    assertTrue(cabinet.put(1, "shoes"));
    timeline.advance(1_000);
    assertEquals(Occupancy.EMPTY, sensedOccupancy(1));
    cabinet.fault(1, SimulatedFault.STUCK_OCCUPANCY, false);
    timeline.advance(200);
    assertEquals(Occupancy.OCCUPIED, sensedOccupancy(1));
  }

  @Test
  void aPriedDoorOpensWithoutACoil() throws HardwareException {
    List<CoilChange> coils = new ArrayList<>();
    cabinet.listenToCoils(coils::add);
    assertTrue(cabinet.pry(1));
    assertFalse(cabinet.pry(1));
    timeline.advance(200);
    assertEquals(Door.OPEN, sensedDoor(1));
    assertTrue(coils.isEmpty());
  }

  @Test
  void aDoorWithAHookContactOnlyIsReadFromTheHook() throws Exception {
    SimulatedCabinet hooks =
        SimulatedCabinet.create(PROFILE, timeline, new Options(1, false), null);
    hooks.hardware().locks().pulse(1, 300);
    timeline.advance(300);
    assertEquals(Door.OPEN, hooks.hardware().locks().sample(1).door());
    assertTrue(hooks.close(1));
    timeline.advance(200);
    assertEquals(Door.CLOSED, hooks.hardware().locks().sample(1).door());
  }

  @Test
  void theGuardStandsInFrontOfTheHardware() throws HardwareException {
    locks.pulse(1, 300);
    assertThrows(CoilRefusedException.class, () -> locks.pulse(3, 300));
    assertTrue(cabinet.violations().isEmpty());
  }

  @Test
  void withoutTheGuardTheRefereeSeesEveryViolation() throws HardwareException {
    LockBank bare = cabinet.board();
    bare.pulse(1, 400);
    bare.pulse(3, 300);
    timeline.advance(500);
    bare.pulse(1, 300);
    List<String> seen = cabinet.violations().stream().map(one -> one.what()).toList();
    assertEquals(
        List.of(
            "pulse of 400 ms is too long",
            "coil 1 of its supply is energised",
            "supply has not rested since coil 1",
            "supply has not rested since coil 3",
            "coil is hot"),
        seen);
    assertThrows(HardwareException.class, () -> bare.pulse(1, 1_001));
    assertThrows(HardwareException.class, () -> bare.pulse(7, 300));
  }

  @Test
  void oneListenerThatThrowsDoesNotDeafenTheOthers() {
    List<String> told = new ArrayList<>();
    cabinet.listen(() -> {
      throw new IllegalStateException("broken page");
    });
    cabinet.listen(() -> told.add("heard"));
    assertThrows(IllegalStateException.class, () -> cabinet.pry(1));
    assertEquals(List.of("heard"), told);
  }

  @Test
  void unknownDoorsAndOddLabelsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> cabinet.pull(7));
    for (String odd : List.of("", " ", "a\nb", "\ud800", "x".repeat(81))) {
      assertThrows(IllegalArgumentException.class, () -> cabinet.put(1, odd));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noHistoryBreaksACoilLimitAndSensorsEndWithTheTruth(long seed) throws HardwareException {
    String history = history(seed);
    assertEquals(history, history(seed), "the same seed must give the same history");
    assertNotEquals(history, history(seed + 1_000));
  }

  /** Random callers and persons for ten minutes; then calm, and what was heard, as text. */
  private static String history(long seed) throws HardwareException {
    VirtualTimeline time = new VirtualTimeline();
    SimulatedCabinet subject = new SimulatedCabinet(PROFILE, time, seed);
    StringBuilder history = new StringBuilder();
    subject.hardware().locks().listen(sample -> history.append(sample).append('\n'));
    subject.listenToCoils(change -> history.append(change).append('\n'));
    Random random = new Random(seed);
    while (time.uptimeMillis() < 600_000) {
      actOnce(subject, random, 1 + random.nextInt(6));
      time.advance(random.nextInt(400));
    }
    assertEquals(List.of(), subject.violations());
    time.advance(1_000);
    for (SimulatedState.DoorState door : subject.state().doors()) {
      SensorSample sample = subject.hardware().locks().sample(door.number());
      assertEquals(door.open() ? Door.OPEN : Door.CLOSED, sample.door());
      assertEquals(door.occupied() ? Occupancy.OCCUPIED : Occupancy.EMPTY, sample.occupancy());
    }
    return history.toString();
  }

  private static void actOnce(SimulatedCabinet subject, Random random, int door)
      throws HardwareException {
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        try {
          subject.hardware().locks().pulse(door, 1 + random.nextInt(300));
        } catch (CoilRefusedException e) {
          assertTrue(e.waitMillis() > 0);
        }
      }
      case 2 -> subject.pull(door);
      case 3 -> subject.close(door);
      case 4 -> subject.put(door, "box");
      default -> subject.take(door);
    }
  }

  @Test
  void aMealCabinetHeatsAndCoolsAsItsPhysicsSay() throws HardwareException {
    SimulatedCabinet meals =
        new SimulatedCabinet(TestProfiles.column(2, CoilLimits.DEFAULT, true), timeline, 1);
    Map<Integer, Integer> start = Map.of(1, milliCelsius(meals, 1), 2, milliCelsius(meals, 2));
    assertEquals(Map.of(1, 22_000, 2, 22_000), start);
    for (int second = 0; second < 600; second += 20) {
      var heaters = meals.hardware().heaters();
      assertTrue(heaters != null);
      heaters.set(1, true);
      timeline.advance(20_000);
    }
    // 22 + 53 * (1 - 1/e) after one time constant of 10 minutes.
    assertEquals(55_502, milliCelsius(meals, 1), 10);
    assertEquals(22_000, milliCelsius(meals, 2));
    timeline.advance(600_000);
    int cooled = milliCelsius(meals, 1);
    assertTrue(cooled > 34_000 && cooled < 38_000, () -> "cooled to " + cooled);
  }

  private static int milliCelsius(SimulatedCabinet meals, int number) throws HardwareException {
    var thermometer = meals.hardware().thermometer();
    assertTrue(thermometer != null);
    return thermometer.read(number).milliCelsius();
  }
}
