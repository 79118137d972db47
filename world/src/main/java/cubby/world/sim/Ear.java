package cubby.world.sim;

import cubby.gateway.app.port.Partners;
import cubby.gateway.app.port.WebhookSender;
import cubby.hardware.sim.VirtualTimeline;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A partner's server: it answers 500, answers too late, and recovers. */
final class Ear implements WebhookSender {
  private static final long TIME_OUT_MILLIS = 10_000;

  /** The next attempt after more of them comes later than the world's calm ends. */
  private static final int MAX_FAILURES = 2;

  private final VirtualTimeline timeline;
  private final Chance chance;
  private final Weathers weather;
  private final History history;
  private final Set<String> heard = new TreeSet<>();
  private final TreeMap<String, Integer> failures = new TreeMap<>();

  Ear(VirtualTimeline timeline, Chance chance, Weathers weather, History history) {
    this.timeline = timeline;
    this.chance = chance;
    this.weather = weather;
    this.history = history;
  }

  /** Whether the partner was told of that event. */
  boolean hasHeard(String eventId) {
    return heard.contains(eventId);
  }

  @Override
  public Optional<String> objection(String url) {
    return Optional.empty();
  }

  @Override
  public CompletionStage<Result> send(Partners.Delivery delivery, String secret) {
    CompletableFuture<Result> answer = new CompletableFuture<>();
    String id = delivery.eventId();
    int failed = failures.getOrDefault(id, 0);
    boolean fails = failed < MAX_FAILURES && chance.hits(weather.now().extremes().earFails());
    boolean late = fails && chance.hits(0.5);
    if (fails) {
      failures.put(id, failed + 1);
      history.fault(late ? "partner answers too late" : "partner answers 500", "partner", "");
    }
    timeline.after(
        late ? TIME_OUT_MILLIS : chance.between(1, 300),
        () -> {
          if (!fails || late) {
            // What answers too late has heard all the same: it hears again, with the same id.
            heard.add(id);
            history.step("partner", "hears " + delivery.type() + " " + id);
          }
          answer.complete(fails ? new Result.Refused("status 500") : new Result.Accepted());
        });
    return answer;
  }
}
