package cubby.gateway.domain.site;

import cubby.gateway.domain.cabinet.CompartmentKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a site decides for its cabinets.
 *
 * @param parcel what is said about parcels that nobody collects, and when
 * @param meal the same for meals
 * @param doorReminder a door open for longer is reminded of
 * @param doorAjar a door open for longer is ajar
 * @param grace how long after collection the same right opens again
 * @param keepWarmMilliCelsius temperature of heated meals; 0 = no heating
 * @param notices words for screens and pages by language tag
 * @param language of the messages to recipients, {@code zh} or {@code en}
 */
public record SiteSettings(
    Schedule parcel,
    Schedule meal,
    Duration doorReminder,
    Duration doorAjar,
    Duration grace,
    int keepWarmMilliCelsius,
    Map<String, String> notices,
    String language) {

  /**
   * @param reminders after storing, ascending, all before {@code overdue}
   * @param overdue after storing; then the rider or a manager may take the item back
   */
  public record Schedule(List<Duration> reminders, Duration overdue) {
    public Schedule {
      reminders = List.copyOf(reminders);
      Duration last = Duration.ZERO;
      for (Duration reminder : reminders) {
        if (reminder.compareTo(last) <= 0 || reminder.compareTo(overdue) >= 0) {
          throw new IllegalArgumentException(
              "reminders must ascend and come before overdue: " + reminders + ", " + overdue);
        }
        last = reminder;
      }
      if (overdue.compareTo(Duration.ZERO) <= 0) {
        throw new IllegalArgumentException("overdue must be positive: " + overdue);
      }
    }
  }

  public SiteSettings {
    notices = Map.copyOf(notices);
  }

  /** What holds where a site says nothing. */
  public static SiteSettings defaults() {
    return new SiteSettings(
        new Schedule(List.of(Duration.ofHours(24)), Duration.ofHours(72)),
        new Schedule(List.of(Duration.ofMinutes(30), Duration.ofMinutes(60)), Duration.ofHours(2)),
        Duration.ofSeconds(30),
        Duration.ofSeconds(120),
        Duration.ofSeconds(120),
        55_000,
        Map.of(),
        "zh");
  }

  /** The schedule of what lies in a compartment of that kind. */
  public Schedule scheduleOf(CompartmentKind kind) {
    return switch (kind) {
      case MEAL -> meal;
      case PARCEL, BATTERY, CHARGE -> parcel;
    };
  }
}
