package cubby.gateway.app;

import cubby.wire.v1.CompartmentReading;
import cubby.wire.v1.Telemetry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest temperatures that each cabinet told, in memory only: they carry no fact. Safe for many
 * threads.
 */
final class Thermometers {
  /**
   * The cabinet tells readings that are at most 10 s old every 30 s; a little longer than that and
   * nothing is known. One lost message leaves a gap until the next: for people who look, a dash is
   * better than an old number. No heater depends on it: the cabinet decides on its own readings.
   */
  static final Duration FRESH = Duration.ofSeconds(35);

  private record Told(Map<Integer, Integer> milliCelsius, long atMillis) {}

  private final Map<String, Told> newest = new ConcurrentHashMap<>();

  /**
   * @param monotonicMillis our monotonic clock now
   */
  void told(String cabinet, Telemetry telemetry, long monotonicMillis) {
    Map<Integer, Integer> readings = new HashMap<>();
    for (CompartmentReading reading : telemetry.getReadingsList()) {
      if (reading.hasTemperatureMilliCelsius()) {
        readings.put(reading.getCompartment(), reading.getTemperatureMilliCelsius());
      }
    }
    newest.put(cabinet, new Told(Map.copyOf(readings), monotonicMillis));
  }

  /** In thousandths of a degree Celsius; empty where nothing fresh is known. */
  Optional<Integer> milliCelsius(String cabinet, int compartment, long monotonicMillis) {
    return Optional.ofNullable(newest.get(cabinet))
        .filter(told -> monotonicMillis - told.atMillis() <= FRESH.toMillis())
        .map(told -> told.milliCelsius().get(compartment));
  }
}
