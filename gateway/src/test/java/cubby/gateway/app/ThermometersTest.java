package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.wire.v1.CompartmentReading;
import cubby.wire.v1.Telemetry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A temperature has a time and expires. */
class ThermometersTest {
  private static final long TOLD = 1_000_000;

  private final Thermometers thermometers = new Thermometers();

  private static Telemetry telemetry(int compartment, int milliCelsius) {
    return Telemetry.newBuilder()
        .addReadings(
            CompartmentReading.newBuilder()
                .setCompartment(compartment)
                .setTemperatureMilliCelsius(milliCelsius))
        .addReadings(CompartmentReading.newBuilder().setCompartment(compartment + 1))
        .build();
  }

  @Test
  void aReadingHoldsUntilTheNextIsDueAndNotForTwo() {
    thermometers.told("meal", telemetry(1, 55_000), TOLD);
    assertEquals(Optional.of(55_000), thermometers.milliCelsius("meal", 1, TOLD));
    assertEquals(Optional.of(55_000), thermometers.milliCelsius("meal", 1, TOLD + 31_000));
    assertEquals(Optional.empty(), thermometers.milliCelsius("meal", 1, TOLD + 35_001));
    assertEquals(Optional.empty(), thermometers.milliCelsius("meal", 1, TOLD + 60_000));
  }

  @Test
  void whatTheNewestMessageLacksIsNotTakenFromAnOlderOne() {
    thermometers.told("meal", telemetry(1, 55_000), TOLD);
    thermometers.told("meal", telemetry(2, 40_000), TOLD + 1_000);
    assertEquals(Optional.empty(), thermometers.milliCelsius("meal", 1, TOLD + 1_000));
    assertEquals(Optional.of(40_000), thermometers.milliCelsius("meal", 2, TOLD + 1_000));
  }

  @Test
  void nothingIsKnownOfCompartmentsWithoutReadingAndOfOtherCabinets() {
    thermometers.told("meal", telemetry(1, 55_000), TOLD);
    assertEquals(Optional.empty(), thermometers.milliCelsius("meal", 2, TOLD));
    assertEquals(Optional.empty(), thermometers.milliCelsius("other", 1, TOLD));
  }
}
