package cubby.gateway.app;

import cubby.gateway.app.port.Tx;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.DepositUseCases;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.Refusal;
import cubby.gateway.domain.cabinet.Allocation;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.cabinet.Size;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositInput;
import cubby.gateway.domain.deposit.DepositMachine;
import cubby.gateway.domain.deposit.EndReason;
import cubby.gateway.domain.site.Phone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What riders, partners and managers do with deposits. */
final class DepositService implements DepositUseCases {
  /** Open deposits of one rider at most. */
  private static final int MAX_OPEN = 50;

  private static final int MAX_MINE = 50;
  private static final int MAX_OVERDUE = 200;

  private final Desks desks;
  private final DepositDesk deposits;
  private final Views views;

  DepositService(Desks desks, DepositDesk deposits, Views views) {
    this.desks = desks;
    this.deposits = deposits;
    this.views = views;
  }

  @Override
  public CompletionStage<Outcome<DepositView>> begin(Actor actor, NewDeposit request) {
    Optional<String> phone = Phone.parse(request.recipientPhone());
    Optional<Size> size = Size.parse(request.size());
    if (!request.consent()) {
      return refused(Refusal.CONSENT_MISSING);
    } else if (phone.isEmpty()) {
      return refused(Refusal.INVALID_PHONE);
    } else if (size.isEmpty()) {
      return refused(Refusal.INVALID_SIZE);
    } else if (desks.fleet().find(request.cabinet()).isEmpty()) {
      return refused(Refusal.NOT_FOUND);
    }
    Allocation.Wish wish = new Allocation.Wish(size.get(), false, request.low(), Set.of());
    return write(tx -> begin(tx, actor, request.cabinet(), wish, phone.get(), desks.clock().now()));
  }

  private Outcome<DepositView> begin(
      Tx tx, Actor actor, String cabinet, Allocation.Wish wish, String phone, Instant now) {
    if (!desks.presence().isPresent(cabinet)) {
      return Outcome.refused(Refusal.CABINET_OFFLINE);
    }
    if (tooMany(tx, actor) || !desks.grants().hasRoom(tx, cabinet)) {
      return Outcome.refused(Refusal.TOO_MANY_OPEN);
    }
    return deposits
        .choose(tx, cabinet, wish)
        .map(place -> Outcome.done(begin(tx, actor, wish, place, phone, now)))
        .orElseGet(() -> Outcome.refused(Refusal.NO_FREE_COMPARTMENT));
  }

  private DepositView begin(
      Tx tx, Actor actor, Allocation.Wish wish, Compartment place, String phone, Instant now) {
    Deposit.What what =
        new Deposit.What(
            deposits.newId(),
            place.cabinet(),
            wish.size(),
            wish.low(),
            place.description().kind(),
            actor.label());
    return views.deposit(tx, deposits.begin(tx, what, place, phone, now), actor, now);
  }

  private static boolean tooMany(Tx tx, Actor actor) {
    return tx.deposits().countLive(actor.label()) >= MAX_OPEN;
  }

  @Override
  public CompletionStage<Outcome<DepositView>> bigger(Actor actor, String depositId) {
    return write(tx -> {
      Instant now = desks.clock().now();
      Optional<Deposit> first = own(tx, actor, depositId);
      if (first.isEmpty()) {
        return Outcome.refused(Refusal.NOT_FOUND);
      }
      Deposit small = first.get();
      boolean seemsEmpty = Views.seemsEmpty(tx, small);
      if (small.size() == Size.XL || !DepositMachine.canCancel(small, seemsEmpty)) {
        return Outcome.refused(Refusal.WRONG_STATE);
      }
      Size larger = Size.values()[small.size().ordinal() + 1];
      String phone =
          desks.vault().open(tx.deposits().recipient(depositId).orElseThrow().sealedPhone());
      Allocation.Wish wish = new Allocation.Wish(larger, true, small.what().low(), Set.of());
      Outcome<DepositView> big = begin(tx, actor, small.cabinet(), wish, phone, now);
      if (big instanceof Outcome.Done) {
        deposits.apply(
            tx, small, new DepositInput.Cancel(EndReason.BIGGER, seemsEmpty), actor.label(), now);
      }
      return big;
    });
  }

  @Override
  public CompletionStage<Outcome<DepositView>> cancel(Actor actor, String depositId) {
    return write(tx ->
        ask(
            tx,
            actor,
            own(tx, actor, depositId),
            deposit ->
                new DepositInput.Cancel(EndReason.CANCELLED, Views.seemsEmpty(tx, deposit))));
  }

  @Override
  public CompletionStage<Outcome<DepositView>> takeBack(Actor actor, String depositId) {
    return write(tx -> {
      Optional<Deposit> visible = visible(tx, actor, depositId);
      if (visible.isPresent() && tx.actions().pendingOf(depositId).isPresent()) {
        // The door is being opened already: the same wish once more.
        return Outcome.done(views.deposit(tx, visible.get(), actor, desks.clock().now()));
      }
      return ask(
          tx, actor, visible, _ -> new DepositInput.TakeBack(actor instanceof Actor.Manager));
    });
  }

  private Outcome<DepositView> ask(
      Tx tx,
      Actor actor,
      Optional<Deposit> deposit,
      java.util.function.Function<Deposit, DepositInput> input) {
    Instant now = desks.clock().now();
    if (deposit.isEmpty()) {
      return Outcome.refused(Refusal.NOT_FOUND);
    }
    return deposits
        .apply(tx, deposit.get(), input.apply(deposit.get()), actor.label(), now)
        .map(next -> Outcome.done(views.deposit(tx, next, actor, now)))
        .orElseGet(() -> Outcome.refused(Refusal.WRONG_STATE));
  }

  @Override
  public CompletionStage<Outcome<DepositView>> view(Actor actor, String depositId) {
    return Answers.of(
        desks
            .store()
            .read(tx ->
                visible(tx, actor, depositId)
                    .map(deposit ->
                        Outcome.done(views.deposit(tx, deposit, actor, desks.clock().now())))
                    .orElseGet(() -> Outcome.refused(Refusal.NOT_FOUND))));
  }

  @Override
  public CompletionStage<List<DepositView>> mine(Actor actor, boolean onlyOpen) {
    return desks
        .store()
        .read(tx -> all(tx, actor, tx.deposits().ofOwner(actor.label(), onlyOpen, MAX_MINE)));
  }

  @Override
  public CompletionStage<List<DepositView>> overdue() {
    Actor manager = new Actor.Manager("");
    return desks.store().read(tx -> all(tx, manager, tx.deposits().overdue(MAX_OVERDUE)));
  }

  private List<DepositView> all(Tx tx, Actor actor, List<Deposit> found) {
    Instant now = desks.clock().now();
    return found.stream().map(deposit -> views.deposit(tx, deposit, actor, now)).toList();
  }

  private static Optional<Deposit> own(Tx tx, Actor actor, String depositId) {
    return tx.deposits()
        .find(depositId)
        .filter(deposit -> deposit.what().owner().equals(actor.label()));
  }

  private static Optional<Deposit> visible(Tx tx, Actor actor, String depositId) {
    return actor instanceof Actor.Manager
        ? tx.deposits().find(depositId)
        : own(tx, actor, depositId);
  }

  private <T> CompletionStage<Outcome<T>> write(java.util.function.Function<Tx, Outcome<T>> work) {
    return Answers.of(desks.store().write(work));
  }

  private static <T> CompletionStage<Outcome<T>> refused(Refusal refusal) {
    return CompletableFuture.completedStage(Outcome.refused(refusal));
  }
}
