package cubby.world.site;

import java.util.List;

/** What the demo's site has: one cabinet of each kind. */
public final class SimulatedSite {

  /**
   * @param id on the wire and in addresses
   * @param name as people read it
   * @param kind PARCEL, MEAL or BATTERY
   * @param profile a shipped profile
   */
  public record Cabinet(String id, String name, String kind, String profile) {}

  /** In the order of their screens' ports. */
  public static final List<Cabinet> CABINETS =
      List.of(
          new Cabinet("parcel", "Parcel cabinet", "PARCEL", "parcel-16"),
          new Cabinet("meal", "Meal cabinet", "MEAL", "meal-12"),
          new Cabinet("battery", "Battery cabinet", "BATTERY", "battery-8"));

  private SimulatedSite() {}
}
