package cubby.gateway.app.usecase;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Cabinets as riders and managers see them. */
public interface CabinetUseCases {

  CompletionStage<Outcome<PublicView>> publicView(String cabinet);

  /** Every cabinet with every compartment; for managers. */
  CompletionStage<List<FullView>> all();

  CompletionStage<Outcome<Boolean>> release(Actor.Manager manager, String cabinet, int compartment);

  CompletionStage<Outcome<Boolean>> quarantine(
      Actor.Manager manager, String cabinet, int compartment, String reason);

  /**
   * Opens a compartment in which no known deposit waits, so that a manager can look into it. The
   * reason is kept with the order.
   */
  CompletionStage<Outcome<Boolean>> open(
      Actor.Manager manager, String cabinet, int compartment, String reason);

  /** Ends the deposit stored there as collected although the sensor still sees something. */
  CompletionStage<Outcome<Boolean>> declareCollected(
      Actor.Manager manager, String cabinet, int compartment, String reason);

  /** The problems that holders of pickup links reported, newest first, at most 200. */
  CompletionStage<List<Problem>> problems();

  record PublicView(
      String id,
      String siteName,
      String name,
      String kind,
      boolean connected,
      List<SizeView> sizes,
      Map<String, String> notices) {}

  record SizeView(
      String size, int widthMillimetres, int heightMillimetres, int free, int freeLow) {}

  /**
   * @param orders what managers ordered and why, newest first, at most 50
   */
  record FullView(
      String id,
      String name,
      String kind,
      boolean connected,
      @Nullable Instant lastSeen,
      List<CompartmentView> compartments,
      List<ManagerOrder> orders) {}

  /**
   * What a manager ordered.
   *
   * @param what OPEN, COLLECTED (declared) or QUARANTINE
   * @param by the manager's label
   * @param state PENDING, DONE, REFUSED, EXPIRED, FAILED or OUTCOME_UNKNOWN
   */
  record ManagerOrder(
      Instant at, int compartment, String what, String by, String reason, String state) {}

  /**
   * @param occupancyDoubtful whether somebody opened it to collect and the sensor still sees the
   *     item: either it is inside or the sensor is wrong
   * @param heated whether it can keep a meal warm
   * @param temperatureMilliCelsius absent where nothing fresh is known
   */
  record CompartmentView(
      int number,
      String size,
      String tenancy,
      String door,
      String occupancy,
      boolean quarantined,
      String quarantineReason,
      boolean occupancyDoubtful,
      boolean heated,
      @Nullable Integer temperatureMilliCelsius) {}

  record Problem(String id, Instant at, String cabinet, int compartment, String text) {}
}
