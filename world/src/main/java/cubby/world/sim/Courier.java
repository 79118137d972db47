package cubby.world.sim;

import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.PartnerUseCases.ReservationView;
import cubby.gateway.app.usecase.PartnerUseCases.Reserve;
import org.jspecify.annotations.Nullable;

/** A delivery platform's rider: a compartment is held, then opened, both through its program. */
final class Courier {
  /** Known to every world. */
  static final Actor.Partner PLATFORM = new Actor.Partner("platform");

  private static final int MAX_ASKS = 12;

  private final People people;
  private final SimCabinet cabinet;
  private final String externalId;
  private @Nullable String reservation;
  private @Nullable String deposit;
  private int asks;
  private boolean inside;
  private boolean over;

  Courier(People people, SimCabinet cabinet, int number) {
    this.people = people;
    this.cabinet = cabinet;
    this.externalId = "order-" + number;
  }

  boolean isOver() {
    return over;
  }

  /** Does the next thing that is to be done, and comes again. */
  void look() {
    if (over) {
      return;
    }
    if (deposit != null) {
      String id = deposit;
      people.ask(core -> core.partners().view(PLATFORM, id), this::seen);
    } else if (++asks > MAX_ASKS) {
      over = true;
    } else if (reservation == null) {
      // The same name each time: whoever asks twice gets the same hold.
      Reserve wish = new Reserve(cabinet.id(), "S", false, externalId, "13800000000", true);
      people.ask(core -> core.partners().reserve(PLATFORM, wish), this::reserved);
    } else if (people.chance.hits(0.8)) {
      String id = reservation;
      people.gateway.referee().asks(PLATFORM.label());
      people.ask(core -> core.partners().deposit(PLATFORM, id), this::begun);
    }
    people.later(people.pause(2_000, 6_000), this::look);
  }

  private void reserved(Outcome<ReservationView> answer) {
    people.history.step(externalId, "reserves: " + answer.getClass().getSimpleName());
    if (answer instanceof Outcome.Done<ReservationView>(ReservationView view)) {
      reservation = view.id();
    }
  }

  private void begun(Outcome<DepositView> answer) {
    people.history.step(externalId, "begins: " + answer.getClass().getSimpleName());
    if (answer instanceof Outcome.Done<DepositView>(DepositView view)) {
      deposit = view.id();
    }
  }

  private void seen(Outcome<DepositView> answer) {
    if (!(answer instanceof Outcome.Done<DepositView>(DepositView view))) {
      return;
    }
    switch (view.state()) {
      case "OPENING", "OPEN" -> {
        if (people.door(cabinet, view.compartment()).open()) {
          if (!inside && cabinet.plant().put(view.compartment(), view.id())) {
            inside = true;
            people.history.step(externalId, "puts it into " + view.compartment());
          }
          people.closeLater(cabinet, view.compartment());
        }
      }
      case "STORED", "COLLECTING" -> {
        // Whoever it is for will come.
      }
      default -> over = true;
    }
  }
}
