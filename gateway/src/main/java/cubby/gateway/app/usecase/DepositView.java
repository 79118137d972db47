package cubby.gateway.app.usecase;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One deposit as its owner sees it.
 *
 * @param state OPENING, OPEN, STORED, COLLECTING, COLLECTED, TAKEN_BACK, CANCELLED or FAILED
 * @param reason set with FAILED and CANCELLED
 * @param door CLOSED, UNLOCKING, OPEN, AJAR or UNKNOWN
 * @param seemsEmpty stored, but the sensor sees nothing inside
 * @param recipientPhone masked
 */
public record DepositView(
    String id,
    String cabinet,
    String cabinetName,
    int compartment,
    String size,
    boolean low,
    String kind,
    String state,
    @Nullable String reason,
    String door,
    boolean seemsEmpty,
    String recipientPhone,
    Instant createdAt,
    @Nullable Instant storedAt,
    @Nullable Instant endedAt,
    @Nullable Instant messageSentAt,
    @Nullable Instant overdueAt,
    boolean overdue,
    boolean canCancel,
    boolean canBigger,
    boolean canTakeBack,
    List<Entry> history) {

  /** One line of a deposit's history. */
  public record Entry(Instant at, String what, int compartment, String by) {}
}
