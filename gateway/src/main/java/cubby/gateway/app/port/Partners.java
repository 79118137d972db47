package cubby.gateway.app.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Delivery platforms, their webhooks and what is still to be delivered to them. */
public interface Partners {

  void add(String id, String name, String keyIndex, Instant now);

  /** The id of the partner with that key. */
  Optional<String> byKey(String keyIndex);

  void addEndpoint(Endpoint endpoint);

  /** A partner's endpoints, oldest first. */
  List<Endpoint> endpoints(String partner);

  /** Removes an endpoint with its deliveries; answers whether it was there. */
  boolean removeEndpoint(String partner, String id);

  /** Whether there are events that {@link #spread} has not looked at. */
  boolean hasUnspread();

  /**
   * Makes one delivery of each event that was not looked at before for each enabled endpoint of its
   * partner that asked for its type, oldest first.
   *
   * @return how many events were looked at
   */
  int spread(Instant now, int limit);

  /**
   * Deliveries that are due, oldest first; of each endpoint its oldest only, so that one that does
   * not answer leaves room for the others.
   */
  List<Delivery> due(Instant now, int perEndpoint, int limit);

  /** Notes a success, which also ends an endpoint's row of failures. */
  void delivered(Delivery delivery, Instant now);

  /** Notes a failure; the next attempt is due then, or never where {@code nextAt} is null. */
  void failed(Delivery delivery, Instant now, @Nullable Instant nextAt, String error);

  /** Stops deliveries to an endpoint; its waiting ones are dead. */
  void disable(String endpointId, Instant now);

  /** Deliveries waiting and dead, for gauges. */
  Backlog backlog();

  /** Deletes deliveries that ended before; answers how many. */
  int deleteEndedBefore(Instant then);

  /**
   * Where a partner listens.
   *
   * @param sealedSecret the signing secret, sealed by the vault
   * @param events the types asked for
   * @param disabledAt set where deliveries were stopped after failing for long
   */
  record Endpoint(
      String id,
      String partner,
      String url,
      String sealedSecret,
      List<String> events,
      Instant createdAt,
      @Nullable Instant disabledAt) {}

  /**
   * One event on its way to one endpoint.
   *
   * @param eventId the same in every attempt
   * @param type e.g. {@code deposit.stored}
   * @param json the body's {@code data} object
   * @param attempts how many failed already
   * @param failingSince when the endpoint's unbroken row of failures began
   */
  record Delivery(
      String endpointId,
      String url,
      String sealedSecret,
      String eventId,
      String type,
      Instant at,
      String json,
      int attempts,
      @Nullable Instant failingSince) {}

  record Backlog(long waiting, long dead) {}
}
