package cubby.gateway.adapter.api;

import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.CabinetUseCases;
import cubby.gateway.app.usecase.DepositUseCases;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.LiveFeed;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.PartnerUseCases;
import cubby.gateway.app.usecase.PickupUseCases;
import cubby.gateway.app.usecase.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One deposit, one cabinet, one link; refuses everything with {@link #refusal} when it is set. */
final class FakeDesk
    implements CabinetUseCases, DepositUseCases, PickupUseCases, PartnerUseCases, LiveFeed {
  static final String TOKEN = "pickup-token-of-the-recipient";
  static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

  volatile @Nullable Refusal refusal;
  volatile String state = "OPENING";
  volatile @Nullable String lastActor;
  volatile @Nullable Object lastRequest;
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  /** The deposit changes: whoever watches reads it again. */
  void becomes(String newState) {
    state = newState;
    watchers.forEach(Runnable::run);
  }

  int watching() {
    return watchers.size();
  }

  private <T> CompletionStage<Outcome<T>> answer(boolean known, T value) {
    Refusal refused = refusal;
    Outcome<T> outcome =
        refused != null
            ? Outcome.refused(refused)
            : known ? Outcome.done(value) : Outcome.refused(Refusal.NOT_FOUND);
    return CompletableFuture.completedFuture(outcome);
  }

  private DepositView deposit() {
    return new DepositView(
        "d1",
        "east-1",
        "East gate",
        7,
        "S",
        false,
        "PARCEL",
        state,
        null,
        "OPEN",
        false,
        "139****0000",
        AT,
        null,
        null,
        null,
        AT.plusSeconds(60),
        false,
        true,
        true,
        false,
        List.of(new DepositView.Entry(AT, "BEGUN", 7, "rider:r1")));
  }

  private CompletionStage<Outcome<DepositView>> found(Actor actor, String id) {
    lastActor = actor.label();
    return answer(id.equals("d1"), deposit());
  }

  @Override
  public CompletionStage<Outcome<PublicView>> publicView(String cabinet) {
    return answer(
        cabinet.equals("east-1"),
        new PublicView(
            "east-1",
            "East",
            "East gate",
            "PARCEL",
            true,
            List.of(new SizeView("S", 350, 100, 4, 1)),
            Map.of("en", "Welcome")));
  }

  @Override
  public CompletionStage<List<FullView>> all() {
    return CompletableFuture.completedFuture(
        List.of(
            new FullView(
                "east-1",
                "East gate",
                "PARCEL",
                true,
                AT,
                List.of(
                    new CompartmentView(
                        1, "S", "FREE", "CLOSED", "EMPTY", true, "ITEM", false, true, 21_500)),
                List.of(
                    new ManagerOrder(AT, 1, "OPEN", "manager:chief", "somebody called", "DONE")))));
  }

  @Override
  public CompletionStage<Outcome<Boolean>> release(Actor.Manager manager, String c, int number) {
    lastActor = manager.label();
    return answer(c.equals("east-1"), true);
  }

  @Override
  public CompletionStage<Outcome<Boolean>> open(
      Actor.Manager manager, String c, int number, String reason) {
    return quarantine(manager, c, number, reason);
  }

  @Override
  public CompletionStage<Outcome<Boolean>> declareCollected(
      Actor.Manager manager, String c, int number, String reason) {
    return quarantine(manager, c, number, reason);
  }

  @Override
  public CompletionStage<Outcome<Boolean>> quarantine(
      Actor.Manager manager, String cabinet, int number, String reason) {
    lastRequest = reason;
    return answer(cabinet.equals("east-1"), true);
  }

  @Override
  public CompletionStage<List<Problem>> problems() {
    return CompletableFuture.completedFuture(
        List.of(new Problem("p1", AT, "east-1", 7, "It is stuck.")));
  }

  @Override
  public CompletionStage<Outcome<DepositView>> begin(Actor actor, NewDeposit request) {
    lastActor = actor.label();
    lastRequest = request;
    return request.consent()
        ? answer(request.cabinet().equals("east-1"), deposit())
        : CompletableFuture.completedFuture(Outcome.refused(Refusal.CONSENT_MISSING));
  }

  @Override
  public CompletionStage<Outcome<DepositView>> bigger(Actor actor, String depositId) {
    return found(actor, depositId);
  }

  @Override
  public CompletionStage<Outcome<DepositView>> cancel(Actor actor, String depositId) {
    return found(actor, depositId);
  }

  @Override
  public CompletionStage<Outcome<DepositView>> takeBack(Actor actor, String depositId) {
    return found(actor, depositId);
  }

  @Override
  public CompletionStage<Outcome<DepositView>> view(Actor actor, String depositId) {
    return found(actor, depositId);
  }

  @Override
  public CompletionStage<List<DepositView>> mine(Actor actor, boolean onlyOpen) {
    lastRequest = onlyOpen;
    return CompletableFuture.completedFuture(List.of(deposit()));
  }

  @Override
  public CompletionStage<List<DepositView>> overdue() {
    return CompletableFuture.completedFuture(List.of(deposit()));
  }

  @Override
  public CompletionStage<Outcome<PickupView>> view(String token) {
    return answer(
        token.equals(TOKEN),
        new PickupView(
            "d1",
            "east-1",
            "East gate",
            "East",
            7,
            "PARCEL",
            "S",
            "WAITING",
            "CLOSED",
            "48291376",
            true,
            false,
            AT,
            false,
            null,
            List.of(new Delegate("g2", "139****0000", AT, "LIVE")),
            true));
  }

  @Override
  public CompletionStage<Outcome<PickupView>> open(String token, boolean standingInFront) {
    return standingInFront
        ? view(token)
        : CompletableFuture.completedFuture(Outcome.refused(Refusal.NOT_IN_FRONT));
  }

  @Override
  public CompletionStage<Outcome<NewDelegate>> delegate(String token, String phone) {
    return phone.startsWith("1")
        ? answer(token.equals(TOKEN), new NewDelegate("g2", "http://x/p/t", "11112222"))
        : CompletableFuture.completedFuture(Outcome.refused(Refusal.INVALID_PHONE));
  }

  @Override
  public CompletionStage<Outcome<Boolean>> revoke(String token, String delegateId) {
    return answer(token.equals(TOKEN) && delegateId.equals("g2"), true);
  }

  @Override
  public CompletionStage<Outcome<String>> report(String token, String text) {
    lastRequest = text;
    return answer(token.equals(TOKEN), "p1");
  }

  @Override
  public CompletionStage<Outcome<ReservationView>> reserve(Actor.Partner p, Reserve request) {
    lastActor = p.label();
    lastRequest = request;
    return answer(request.cabinet().equals("east-1"), new ReservationView("v1", 7, AT));
  }

  @Override
  public CompletionStage<Outcome<DepositView>> deposit(Actor.Partner p, String reservationId) {
    return answer(reservationId.equals("v1"), deposit());
  }

  @Override
  public CompletionStage<Outcome<DepositView>> view(Actor.Partner partner, String depositId) {
    return found(partner, depositId);
  }

  @Override
  public Optional<Subscription> watchDeposit(String depositId, Runnable changed) {
    watchers.add(changed);
    return Optional.of(() -> watchers.remove(changed));
  }
}
