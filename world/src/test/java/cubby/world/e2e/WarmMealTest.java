package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.hardware.Timeline;
import cubby.wire.Topic;
import cubby.wire.v1.CompartmentReading;
import cubby.wire.v1.Telemetry;
import cubby.world.e2e.CabinetWorld.Setup;
import cubby.world.e2e.Rider.Deposit;
import cubby.world.site.SimulatedSite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A meal is kept warm behind its closed door; nothing else is heated. */
class WarmMealTest {
  private static final String MEAL = "meal";

  /** A little above the room's 22 degrees, so that it is reached soon. */
  private static final int TARGET_MILLI_CELSIUS = 28_000;

  @TempDir Path folder;

  /** Time in the cabinet that can run faster than in the world outside. */
  private static final class Pace implements Timeline {
    private final Timeline machine;
    private long sinceMillis;
    private long atMillis;
    private volatile int times = 1;

    Pace(Timeline machine) {
      this.machine = machine;
    }

    synchronized void runs(int newTimes) {
      atMillis = uptimeMillis();
      sinceMillis = machine.uptimeMillis();
      times = newTimes;
    }

    @Override
    public synchronized long uptimeMillis() {
      return atMillis + (machine.uptimeMillis() - sinceMillis) * times;
    }

    @Override
    public void after(long delayMillis, Runnable task) {
      machine.after(delayMillis / times, task);
    }
  }

  @Test
  void aStoredMealIsWarmedAndNothingElseEver() throws Exception {
    List<Pace> paces = new ArrayList<>();
    Setup setup =
        new Setup(
            SimulatedSite.CABINETS.get(1),
            false,
            true,
            TARGET_MILLI_CELSIUS,
            machine -> {
              paces.add(new Pace(machine));
              return paces.getLast();
            });
    try (CabinetWorld world = CabinetWorld.start(folder, setup)) {
      Rider rider = world.rider(Stories.RIDER);
      Deposit meal = rider.opens(MEAL, "M", Stories.RECIPIENT);
      int door = meal.compartment();
      assertFalse(heats(world, door), "an open compartment");
      world.atCabinet().putsInAndCloses(door);
      rider.sees(meal, "STORED");
      Await.until("the heater", () -> heats(world, door));
      double telemetry = world.gatewayMeter().of("cubby_telemetry_total");

      paces.getLast().runs(20);
      int warm =
          Await.until(
              "a warm meal", () -> milliCelsius(world, door), t -> t >= TARGET_MILLI_CELSIUS - 500);
      assertTrue(warm < TARGET_MILLI_CELSIUS + 3_000, "not cooked: " + warm);
      world.gatewayMeter().rises("cubby_telemetry_total", telemetry, 1);
      assertTrue(
          Await.until("telemetry of it", () -> warmest(world, door), t -> t > 22_500) < 31_000);
      paces.getLast().runs(1);

      world.atCabinet().types(world.recipient(Stories.RECIPIENT).code());
      world.atCabinet().seesDoor(door, "OPEN");
      Await.until("no heat behind an open door", () -> !heats(world, door));
      world.atCabinet().takesOutAndCloses(door);
      rider.sees(meal, "COLLECTED");
      assertFalse(heats(world, door), "an empty compartment");
      onlyThatDoor(world, door);
    }
  }

  private static boolean heats(CabinetWorld world, int door) {
    return world.atCabinet().shown(door).path("heating").asBoolean();
  }

  private static int milliCelsius(CabinetWorld world, int door) {
    return world.atCabinet().shown(door).path("temperatureMilliCelsius").asInt();
  }

  private static int warmest(CabinetWorld world, int door) {
    return readings(world).stream()
        .filter(one -> one.getCompartment() == door)
        .mapToInt(CompartmentReading::getTemperatureMilliCelsius)
        .max()
        .orElse(0);
  }

  private static void onlyThatDoor(CabinetWorld world, int door) {
    assertEquals(
        List.of(),
        readings(world).stream()
            .filter(one -> one.getCompartment() != door)
            .filter(one -> one.getHeating() || one.getTemperatureMilliCelsius() > 22_100)
            .toList());
  }

  /** Everything that went up the cable. */
  private static List<CompartmentReading> readings(CabinetWorld world) {
    List<CompartmentReading> readings = new ArrayList<>();
    for (byte[] message : world.tap().caught(Topic.TELEMETRY, MEAL)) {
      try {
        readings.addAll(Telemetry.parseFrom(message).getReadingsList());
      } catch (com.google.protobuf.InvalidProtocolBufferException e) {
        throw new AssertionError("the cabinet sent garbage", e);
      }
    }
    return readings;
  }
}
