package cubby.gateway.app;

import cubby.gateway.app.port.Reservations.ReservationRow;
import cubby.gateway.app.port.Reservations.State;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.DepositUseCases;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.PartnerUseCases;
import cubby.gateway.app.usecase.Refusal;
import cubby.gateway.domain.cabinet.Allocation;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.cabinet.Size;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.site.Phone;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What delivery platforms do through their own programs. */
final class PartnerService implements PartnerUseCases {
  private static final Duration HELD_FOR = Duration.ofMinutes(15);
  private static final int MAX_EXTERNAL_ID_CHARACTERS = 100;
  private static final int MAX_HELD = 500;
  private static final int MAX_EXPIRED_AT_ONCE = 100;

  private final Desks desks;
  private final DepositDesk deposits;
  private final DepositUseCases views;
  private final Views rendered;

  PartnerService(Desks desks, DepositDesk deposits, DepositUseCases views, Views rendered) {
    this.desks = desks;
    this.deposits = deposits;
    this.views = views;
    this.rendered = rendered;
  }

  @Override
  public CompletionStage<Outcome<ReservationView>> reserve(Actor.Partner partner, Reserve request) {
    Optional<String> phone = Phone.parse(request.recipientPhone());
    Optional<Size> size = Size.parse(request.size());
    if (!request.consent()) {
      return refused(Refusal.CONSENT_MISSING);
    } else if (phone.isEmpty()) {
      return refused(Refusal.INVALID_PHONE);
    } else if (size.isEmpty()) {
      return refused(Refusal.INVALID_SIZE);
    } else if (request.externalId().isBlank()
        || request.externalId().length() > MAX_EXTERNAL_ID_CHARACTERS) {
      return refused(Refusal.WRONG_STATE);
    } else if (desks.fleet().find(request.cabinet()).isEmpty()) {
      return refused(Refusal.NOT_FOUND);
    }
    return Answers.of(
        desks.store().write(tx -> reserve(tx, partner, request, size.get(), phone.get())));
  }

  private Outcome<ReservationView> reserve(
      Tx tx, Actor.Partner partner, Reserve request, Size size, String phone) {
    Optional<ReservationRow> known =
        tx.reservations().byExternalId(partner.partnerId(), request.externalId());
    if (known.isPresent()) {
      return Outcome.done(view(known.get()));
    }
    if (tx.reservations().countHeld(partner.partnerId()) >= MAX_HELD) {
      return Outcome.refused(Refusal.TOO_MANY_OPEN);
    }
    Allocation.Wish wish = new Allocation.Wish(size, true, request.low(), Set.of());
    Optional<Compartment> place = deposits.choose(tx, request.cabinet(), wish);
    if (place.isEmpty()) {
      return Outcome.refused(Refusal.NO_FREE_COMPARTMENT);
    }
    Instant now = desks.clock().now();
    ReservationRow row =
        new ReservationRow(
            desks.ids().id(),
            partner.partnerId(),
            request.externalId(),
            request.cabinet(),
            place.get().number(),
            size,
            request.low(),
            desks.vault().seal(phone),
            now,
            now.plus(HELD_FOR),
            State.HELD,
            "");
    tx.reservations().add(row);
    return Outcome.done(view(row));
  }

  @Override
  public CompletionStage<Outcome<DepositView>> deposit(
      Actor.Partner partner, String reservationId) {
    return Answers.of(desks.store().write(tx -> deposit(tx, partner, reservationId)));
  }

  private Outcome<DepositView> deposit(Tx tx, Actor.Partner partner, String reservationId) {
    Optional<ReservationRow> found =
        tx.reservations()
            .find(reservationId)
            .filter(row -> row.partnerId().equals(partner.partnerId()));
    if (found.isEmpty()) {
      return Outcome.refused(Refusal.NOT_FOUND);
    }
    ReservationRow row = found.get();
    Instant now = desks.clock().now();
    return switch (row.state()) {
      case EXPIRED -> Outcome.refused(Refusal.WRONG_STATE);
      case USED ->
          Outcome.done(
              rendered.deposit(
                  tx, tx.deposits().find(row.depositId()).orElseThrow(), partner, now));
      case HELD ->
          now.isBefore(row.expiresAt())
              ? begin(tx, partner, row, now)
              : Outcome.refused(Refusal.WRONG_STATE);
    };
  }

  private Outcome<DepositView> begin(
      Tx tx, Actor.Partner partner, ReservationRow row, Instant now) {
    if (!desks.grants().hasRoom(tx, row.cabinet())) {
      return Outcome.refused(Refusal.TOO_MANY_OPEN);
    }
    String id = deposits.newId();
    // First the hold ends, so that another compartment can be chosen where this one is gone.
    tx.reservations().end(row.id(), State.USED, id);
    Optional<Compartment> place =
        tx.compartments()
            .find(row.cabinet(), row.compartment())
            .filter(Compartment::takesNewDeposit)
            .or(() ->
                deposits.choose(
                    tx, row.cabinet(), new Allocation.Wish(row.size(), true, row.low(), Set.of())));
    if (place.isEmpty()) {
      tx.reservations().end(row.id(), State.HELD, "");
      return Outcome.refused(Refusal.NO_FREE_COMPARTMENT);
    }
    Deposit.What what =
        new Deposit.What(
            id,
            row.cabinet(),
            row.size(),
            row.low(),
            place.get().description().kind(),
            partner.label());
    String phone = desks.vault().open(row.sealedPhone());
    return Outcome.done(
        rendered.deposit(tx, deposits.begin(tx, what, place.get(), phone, now), partner, now));
  }

  @Override
  public CompletionStage<Outcome<DepositView>> view(Actor.Partner partner, String depositId) {
    return views.view(partner, depositId);
  }

  /** Gives back the compartments that nobody came for. */
  CompletionStage<Boolean> expire(Instant now) {
    return desks
        .store()
        .write(tx -> {
          for (ReservationRow row : tx.reservations().expired(now, MAX_EXPIRED_AT_ONCE)) {
            tx.reservations().end(row.id(), State.EXPIRED, "");
          }
          return true;
        });
  }

  private static ReservationView view(ReservationRow row) {
    return new ReservationView(row.id(), row.compartment(), row.expiresAt());
  }

  private static <T> CompletionStage<Outcome<T>> refused(Refusal refusal) {
    return CompletableFuture.completedStage(Outcome.refused(refusal));
  }
}
