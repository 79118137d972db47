package cubby.world.sim;

import cubby.gateway.app.port.Partners;
import cubby.gateway.app.port.WebhookEvents;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Partners and their webhooks in memory; the same answers as the SQL of the real store. */
record MemoryPartners(GatewayDisk disk) implements Partners, WebhookEvents {
  /** What a partner is to be told. */
  record Hook(
      String id,
      String partner,
      String type,
      String deposit,
      String json,
      Instant at,
      boolean spread) {}

  /** One of them on its way to one endpoint. */
  record Way(String eventId, String endpointId, State state, int attempts, Instant nextAt) {
    String key() {
      return eventId + "/" + endpointId;
    }
  }

  /** How far it is. */
  enum State {
    WAITING,
    DELIVERED,
    DEAD
  }

  @Override
  public void add(String id, String partner, String type, String deposit, String json, Instant at) {
    disk.hooks.put(id, new Hook(id, partner, type, deposit, json, at, false));
  }

  @Override
  public void add(String id, String name, String keyIndex, Instant now) {
    // Nobody signs in with a key here: endpoints alone are looked for.
  }

  @Override
  public Optional<String> byKey(String keyIndex) {
    return Optional.empty();
  }

  @Override
  public void addEndpoint(Endpoint endpoint) {
    disk.endpoints.put(endpoint.id(), endpoint);
  }

  @Override
  public List<Endpoint> endpoints(String partner) {
    return disk.endpoints.all().stream().filter(e -> e.partner().equals(partner)).toList();
  }

  @Override
  public boolean removeEndpoint(String partner, String id) {
    throw new IllegalStateException("no partner of this world goes");
  }

  @Override
  public boolean hasUnspread() {
    return !disk.hooks.live(_ -> true).isEmpty();
  }

  @Override
  public int spread(Instant now, int limit) {
    List<Hook> next =
        disk.hooks.live(_ -> true, Comparator.comparing(Hook::at).thenComparing(Hook::id), limit);
    for (Hook hook : next) {
      for (Endpoint endpoint : endpoints(hook.partner())) {
        if (endpoint.disabledAt() == null && endpoint.events().contains(hook.type())) {
          put(new Way(hook.id(), endpoint.id(), State.WAITING, 0, now));
        }
      }
      disk.hooks.put(
          hook.id(),
          new Hook(
              hook.id(),
              hook.partner(),
              hook.type(),
              hook.deposit(),
              hook.json(),
              hook.at(),
              true));
    }
    return next.size();
  }

  private void put(Way way) {
    disk.ways.put(way.key(), way);
  }

  @Override
  public List<Delivery> due(Instant now, int perEndpoint, int limit) {
    List<Way> late = disk.ways.live(way -> !way.nextAt().isAfter(now));
    if (late.isEmpty()) {
      return List.of();
    }
    return disk.endpoints.all().stream()
        .filter(endpoint -> endpoint.disabledAt() == null)
        .flatMap(endpoint ->
            late.stream()
                .filter(way -> way.endpointId().equals(endpoint.id()))
                .sorted(Comparator.comparing(Way::nextAt).thenComparing(Way::eventId))
                .limit(perEndpoint)
                .map(way -> delivery(endpoint, way)))
        .limit(limit)
        .toList();
  }

  private Delivery delivery(Endpoint endpoint, Way way) {
    Hook hook = disk.hooks.find(way.eventId()).orElseThrow();
    return new Delivery(
        endpoint.id(),
        endpoint.url(),
        endpoint.sealedSecret(),
        hook.id(),
        hook.type(),
        hook.at(),
        hook.json(),
        way.attempts(),
        disk.failingSince.find(endpoint.id()).flatMap(since -> since).orElse(null));
  }

  @Override
  public void delivered(Delivery delivery, Instant now) {
    end(delivery, State.DELIVERED, now);
    disk.failingSince.put(delivery.endpointId(), Optional.empty());
  }

  @Override
  public void failed(Delivery delivery, Instant now, @Nullable Instant nextAt, String error) {
    end(delivery, nextAt == null ? State.DEAD : State.WAITING, nextAt == null ? now : nextAt);
    if (disk.failingSince.find(delivery.endpointId()).flatMap(since -> since).isEmpty()) {
      disk.failingSince.put(delivery.endpointId(), Optional.of(now));
    }
  }

  private void end(Delivery delivery, State state, Instant at) {
    disk.ways
        .find(delivery.eventId() + "/" + delivery.endpointId())
        .filter(way -> way.state() == State.WAITING)
        .ifPresent(
            way -> put(new Way(way.eventId(), way.endpointId(), state, way.attempts() + 1, at)));
  }

  @Override
  public void disable(String endpointId, Instant now) {
    disk.endpoints
        .find(endpointId)
        .ifPresent(e ->
            disk.endpoints.put(
                endpointId,
                new Endpoint(
                    e.id(),
                    e.partner(),
                    e.url(),
                    e.sealedSecret(),
                    e.events(),
                    e.createdAt(),
                    now)));
    disk.ways.all().stream()
        .filter(way -> way.endpointId().equals(endpointId) && way.state() == State.WAITING)
        .toList()
        .forEach(way -> put(new Way(way.eventId(), endpointId, State.DEAD, way.attempts(), now)));
  }

  @Override
  public Backlog backlog() {
    return new Backlog(count(State.WAITING), count(State.DEAD));
  }

  private long count(State state) {
    return disk.ways.all().stream().filter(way -> way.state() == state).count();
  }

  @Override
  public int deleteEndedBefore(Instant then) {
    return 0;
  }
}
