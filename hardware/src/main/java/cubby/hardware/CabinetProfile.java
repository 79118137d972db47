package cubby.hardware;

import java.util.List;

/**
 * What one model of cabinet is made of, read from {@code profiles/*.yaml}.
 *
 * @param name e.g. {@code parcel-16}
 * @param kind what most of its compartments are for
 * @param widthMillimetres of the front
 * @param heightMillimetres of the front
 * @param compartments ascending by number, without gaps or overlaps
 */
public record CabinetProfile(
    String name,
    Kind kind,
    int widthMillimetres,
    int heightMillimetres,
    List<Compartment> compartments) {

  /** What a compartment is for. */
  public enum Kind {
    PARCEL,
    MEAL,
    BATTERY,
    CHARGE
  }

  /** Door sizes, ascending. */
  public enum Size {
    S,
    M,
    L,
    XL
  }

  /**
   * @param number 1-based, as printed on the door
   * @param low true where the handle is at most 1,200 mm above the floor
   * @param leftMillimetres from the front's lower left corner
   * @param bottomMillimetres from the front's lower left corner
   * @param supply coils with the same supply name share one and never pulse together
   * @param heated whether it has a heater and a thermometer
   * @param occupancySensor whether it can tell empty from occupied
   */
  public record Compartment(
      int number,
      Kind kind,
      Size size,
      boolean low,
      int leftMillimetres,
      int bottomMillimetres,
      int widthMillimetres,
      int heightMillimetres,
      String supply,
      CoilLimits coil,
      boolean heated,
      boolean occupancySensor) {}
}
