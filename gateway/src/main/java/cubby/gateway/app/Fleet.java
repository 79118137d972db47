package cubby.gateway.app;

import cubby.gateway.domain.site.SiteSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The cabinets that the configuration names, with what their sites decided. */
public final class Fleet {

  /**
   * @param id as on the wire
   * @param kind PARCEL, MEAL or BATTERY: what the cabinet is mostly for
   */
  public record Place(
      String id, String name, String kind, String siteName, SiteSettings settings) {}

  private final Map<String, Place> places = new LinkedHashMap<>();

  public Fleet(Collection<Place> places) {
    places.forEach(place -> this.places.put(place.id(), place));
  }

  /** The cabinet of that id; empty where the configuration does not name it. */
  public Optional<Place> find(String cabinet) {
    return Optional.ofNullable(places.get(cabinet));
  }

  /** The cabinet of that id; a deposit's cabinet that was taken out of the configuration too. */
  public Place get(String cabinet) {
    Place place = places.get(cabinet);
    return place != null
        ? place
        : new Place(cabinet, cabinet, "PARCEL", "", SiteSettings.defaults());
  }

  /** In the order of the configuration. */
  public Collection<Place> all() {
    return places.values();
  }
}
