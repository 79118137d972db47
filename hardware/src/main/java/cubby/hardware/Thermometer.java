package cubby.hardware;

/** The air temperature in compartments. */
public interface Thermometer {

  /**
   * A fresh reading.
   *
   * @throws HardwareException where there is none; never an old value
   */
  TemperatureSample read(int compartment) throws HardwareException;

  /**
   * @param milliCelsius air temperature, -40,000 to 125,000
   * @param atUptimeMillis when it was read, on {@link Timeline#uptimeMillis()}
   */
  record TemperatureSample(int compartment, int milliCelsius, long atUptimeMillis) {}
}
