package cubby.gateway.app;

import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.port.Problems.ProblemRow;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.PickupUseCases;
import cubby.gateway.app.usecase.Refusal;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositEffect.What;
import cubby.gateway.domain.deposit.DepositInput;
import cubby.gateway.domain.deposit.GrantState;
import cubby.gateway.domain.site.Phone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the holders of pickup links do. */
final class PickupService implements PickupUseCases {
  private static final int MAX_DELEGATES = 3;

  /** Revoked ones included: each cost a message to a phone that the holder chose. */
  private static final int MAX_DELEGATES_EVER = 10;

  private static final int MAX_PROBLEMS = 10;
  private static final int MAX_PROBLEM_CHARACTERS = 500;

  private final Desks desks;
  private final DepositDesk deposits;
  private final Views views;

  PickupService(Desks desks, DepositDesk deposits, Views views) {
    this.desks = desks;
    this.deposits = deposits;
    this.views = views;
  }

  /** A link that still shows something. */
  private record Held(GrantRow grant, Deposit deposit) {
    String label() {
      return new Actor.Holder(grant.id()).label();
    }
  }

  @Override
  public CompletionStage<Outcome<PickupView>> view(String token) {
    return Answers.of(
        desks
            .store()
            .read(tx ->
                linked(tx, token)
                    .flatMap(
                        held -> views.pickup(tx, held.deposit(), held.grant(), desks.clock().now()))
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(Refusal.NOT_FOUND))));
  }

  @Override
  public CompletionStage<Outcome<PickupView>> open(String token, boolean standingInFront) {
    if (!standingInFront) {
      return CompletableFuture.completedStage(Outcome.refused(Refusal.NOT_IN_FRONT));
    }
    // What the holder sees is looked up once the order is on its way: somebody waits for the door.
    return write(token, this::open)
        .thenCompose(outcome ->
            switch (outcome) {
              case Outcome.Done<Deposit> _ -> view(token);
              case Outcome.Refused<Deposit> refused ->
                  CompletableFuture.completedStage(refused.cast());
            });
  }

  private Outcome<Deposit> open(Tx tx, Held held) {
    Deposit deposit = held.deposit();
    GrantRow grant = held.grant();
    Instant now = desks.clock().now();
    if (tx.actions().pendingOf(deposit.id()).isPresent()) {
      // The door is being opened already: the same wish once more.
      return Outcome.done(deposit);
    }
    boolean inGrace = grant.state() == GrantState.GRACE;
    if (!inGrace && grant.state() != GrantState.LIVE) {
      return Outcome.refused(Refusal.WRONG_STATE);
    }
    DepositInput ask = new DepositInput.OpenForHolder(grant.id(), inGrace);
    return deposits
        .apply(tx, deposit, ask, held.label(), now)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(Refusal.WRONG_STATE));
  }

  @Override
  public CompletionStage<Outcome<NewDelegate>> delegate(String token, String phone) {
    Optional<String> parsed = Phone.parse(phone);
    if (parsed.isEmpty()) {
      return CompletableFuture.completedStage(Outcome.refused(Refusal.INVALID_PHONE));
    }
    return write(token, (tx, held) -> delegate(tx, held, parsed.get()));
  }

  private Outcome<NewDelegate> delegate(Tx tx, Held held, String phone) {
    Deposit deposit = held.deposit();
    if (!held.grant().primary()) {
      return Outcome.refused(Refusal.NOT_FOUND);
    }
    if (!deposit.state().isInside()) {
      return Outcome.refused(Refusal.WRONG_STATE);
    }
    List<GrantRow> delegates =
        tx.grants().ofDeposit(deposit.id()).stream().filter(grant -> !grant.primary()).toList();
    long live = delegates.stream().filter(grant -> grant.state() == GrantState.LIVE).count();
    if (live >= MAX_DELEGATES
        || delegates.size() >= MAX_DELEGATES_EVER
        || !desks.grants().hasRoom(tx, deposit.cabinet())) {
      return Outcome.refused(Refusal.TOO_MANY_OPEN);
    }
    Instant now = desks.clock().now();
    GrantRow grant = desks.grants().make(tx, deposit, false, phone, now);
    Texts.Subject subject = deposits.subject(deposit, grant);
    deposits.send(tx, Messenger.Kind.DELEGATED, subject, deposit, phone, now);
    Notes.add(tx, deposit.id(), What.DELEGATED, deposit.compartment(), held.label(), now);
    desks.live().changed(tx, deposit.id());
    return Outcome.done(new NewDelegate(grant.id(), subject.link(), subject.code()));
  }

  @Override
  public CompletionStage<Outcome<Boolean>> revoke(String token, String delegateId) {
    return write(
        token,
        (tx, held) -> {
          Deposit deposit = held.deposit();
          Optional<GrantRow> delegate =
              tx.grants()
                  .find(delegateId)
                  .filter(grant -> grant.depositId().equals(deposit.id()) && !grant.primary());
          if (!held.grant().primary() || delegate.isEmpty()) {
            return Outcome.refused(Refusal.NOT_FOUND);
          }
          return switch (delegate.get().state()) {
            case REVOKED -> Outcome.done(true);
            case GRACE, SPENT, ENDED -> Outcome.refused(Refusal.WRONG_STATE);
            case LIVE -> {
              Instant now = desks.clock().now();
              desks.grants().revoke(tx, delegate.get(), now);
              Notes.add(
                  tx,
                  deposit.id(),
                  What.DELEGATE_REVOKED,
                  deposit.compartment(),
                  held.label(),
                  now);
              desks.live().changed(tx, deposit.id());
              yield Outcome.done(true);
            }
          };
        });
  }

  @Override
  public CompletionStage<Outcome<String>> report(String token, String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > MAX_PROBLEM_CHARACTERS) {
      return CompletableFuture.completedStage(Outcome.refused(Refusal.WRONG_STATE));
    }
    return write(
        token,
        (tx, held) -> {
          Deposit deposit = held.deposit();
          if (tx.problems().countOf(deposit.id()) >= MAX_PROBLEMS) {
            return Outcome.refused(Refusal.TOO_MANY_REQUESTS);
          }
          Instant now = desks.clock().now();
          String id = desks.ids().id();
          tx.problems()
              .add(
                  new ProblemRow(
                      id, now, deposit.id(), deposit.cabinet(), deposit.compartment(), stripped));
          Notes.add(
              tx, deposit.id(), What.PROBLEM_REPORTED, deposit.compartment(), held.label(), now);
          return Outcome.done(id);
        });
  }

  private Optional<Held> linked(Tx tx, String token) {
    return desks
        .grants()
        .byToken(tx, token)
        .flatMap(g -> tx.deposits().find(g.depositId()).map(d -> new Held(g, d)));
  }

  private Outcome<Held> held(Tx tx, String token) {
    // The writer's time is everybody's: no more is looked up than whether there is something.
    return linked(tx, token)
        .filter(h -> Views.showsPickup(h.deposit(), h.grant(), desks.clock().now()))
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(Refusal.NOT_FOUND));
  }

  private <T> CompletionStage<Outcome<T>> write(
      String token, BiFunction<Tx, Held, Outcome<T>> work) {
    Function<Tx, Outcome<T>> withLink =
        tx ->
            switch (held(tx, token)) {
              case Outcome.Done<Held>(Held held) -> work.apply(tx, held);
              case Outcome.Refused<Held> refused -> refused.cast();
            };
    return Answers.of(desks.store().write(withLink));
  }
}
