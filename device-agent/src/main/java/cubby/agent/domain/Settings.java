package cubby.agent.domain;

import java.util.Map;

/**
 * How this cabinet behaves where sites differ. Durations of 0 mean the default.
 *
 * @param doorReminderMillis a door open longer than this is reminded of
 * @param doorAjarMillis a door open longer than this is ajar
 * @param graceMillis how long after collection the same right re-opens
 * @param keepWarmMilliCelsius target for meals; 0 = no heating
 * @param notices words for the screen by language tag
 */
public record Settings(
    long doorReminderMillis,
    long doorAjarMillis,
    long graceMillis,
    int keepWarmMilliCelsius,
    Map<String, String> notices) {

  /** Reminder after 30 s, ajar after 120 s, grace 120 s, no heating. */
  public static final Settings DEFAULT = new Settings(30_000, 120_000, 120_000, 0, Map.of());

  public Settings {
    doorReminderMillis = doorReminderMillis == 0 ? 30_000 : doorReminderMillis;
    doorAjarMillis = doorAjarMillis == 0 ? 120_000 : doorAjarMillis;
    graceMillis = graceMillis == 0 ? 120_000 : graceMillis;
    notices = Map.copyOf(notices);
  }
}
