package cubby.gateway.app.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a failed webhook is tried again: the schedule that Standard Webhooks recommends. */
public final class RetrySchedule {
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private RetrySchedule() {}

  /**
   * How long to wait after a failure.
   *
   * @param failed how many attempts failed, that one included
   * @return empty where it is given up
   */
  public static Optional<Duration> after(int failed) {
    return failed > WAITS.size() ? Optional.empty() : Optional.of(WAITS.get(failed - 1));
  }
}
