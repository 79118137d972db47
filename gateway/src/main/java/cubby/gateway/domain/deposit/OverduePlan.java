package cubby.gateway.domain.deposit;

import cubby.gateway.domain.deposit.Deposit.Reminders;
import cubby.gateway.domain.site.SiteSettings.Schedule;
import java.time.Instant;
import java.util.Optional;

/** When an item that nobody collects is spoken of. */
final class OverduePlan {
  private OverduePlan() {}

  /** The plan of an item stored at that time. */
  static Reminders begin(Schedule schedule, Instant storedAt) {
    Instant overdueAt = storedAt.plus(schedule.overdue());
    return new Reminders(
        0, false, Optional.of(next(schedule, storedAt, 0)), Optional.of(overdueAt));
  }

  /**
   * The plan after its next time came. Reminders that were missed while the gateway was down are
   * dropped: a person gets one message for them, not several at once.
   */
  static Reminders due(Schedule schedule, Instant storedAt, Reminders plan, Instant now) {
    if (!now.isBefore(storedAt.plus(schedule.overdue()))) {
      return new Reminders(plan.sent(), true, Optional.empty(), plan.overdueAt());
    }
    int passed = 0;
    for (var reminder : schedule.reminders()) {
      if (!now.isBefore(storedAt.plus(reminder))) {
        passed++;
      }
    }
    return new Reminders(
        passed, false, Optional.of(next(schedule, storedAt, passed)), plan.overdueAt());
  }

  private static Instant next(Schedule schedule, Instant storedAt, int passed) {
    return storedAt.plus(
        passed < schedule.reminders().size()
            ? schedule.reminders().get(passed)
            : schedule.overdue());
  }
}
