package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.PickupUseCases.NewDelegate;
import cubby.gateway.app.usecase.PickupUseCases.PickupView;
import java.util.Optional;

/** Comes for an item with a code and a link, and comes again until it is gone. */
final class Recipient {
  private static final int MAX_LOOKS = 24;

  private final People people;
  private final String code;
  private final String token;

  Recipient(People people, String code, String token) {
    this.people = people;
    this.code = code;
    this.token = token;
  }

  void start() {
    people.later(people.pause(3_000, 60_000), this::come);
    if (people.chance.hits(0.15)) {
      people.later(people.pause(1_000, 20_000), this::delegate);
    }
  }

  private Optional<GrantRow> grant() {
    return people.gateway.books().grantByToken(people.gateway.vault().index("token", token));
  }

  private void come() {
    Optional<GrantRow> grant = grant();
    boolean waits =
        grant
            .flatMap(g -> people.gateway.books().deposit(g.depositId()))
            .map(deposit -> deposit.state().isLive())
            .orElse(false);
    if (!waits || grant.isEmpty()) {
      return;
    }
    SimCabinet cabinet = people.cabinet(grant.get().cabinet());
    if (people.chance.hits(0.3)) {
      people.gateway.referee().asks(token);
      people.ask(core -> core.pickups().open(token, true), answer -> online(cabinet, answer));
    } else {
      type(cabinet, people.chance.hits(0.1) ? mistyped() : code);
    }
    people.later(people.pause(15_000, 40_000), this::come);
  }

  private String mistyped() {
    int place = people.chance.below(code.length());
    char wrong = (char) ('0' + (code.charAt(place) - '0' + 1) % 10);
    return code.substring(0, place) + wrong + code.substring(place + 1);
  }

  private void online(SimCabinet cabinet, Outcome<PickupView> answer) {
    people.history.step("holder", "online: " + answer.getClass().getSimpleName());
    if (answer instanceof Outcome.Done<PickupView>(PickupView view)) {
      waitFor(cabinet, view.compartment(), 0);
    }
  }

  private void type(SimCabinet cabinet, String digits) {
    Cabinet screen = cabinet.cabinet();
    if (screen == null) {
      return;
    }
    people.gateway.referee().typed(cabinet.id(), digits);
    var unused =
        screen
            .codeTyped(digits)
            .thenAccept(answer -> {
              people.history.step("holder", "types: " + answer.answer());
              if (answer.answer() == Cabinet.Answer.OPENING) {
                people.later(0, () -> waitFor(cabinet, answer.compartment(), 0));
              }
            });
  }

  private void waitFor(SimCabinet cabinet, int number, int looks) {
    if (people.door(cabinet, number).open()) {
      people.later(people.pause(500, 3_000), () -> takeOut(cabinet, number));
    } else if (looks < MAX_LOOKS) {
      people.later(500, () -> waitFor(cabinet, number, looks + 1));
    }
  }

  private void takeOut(SimCabinet cabinet, int number) {
    if (!people.chance.hits(0.1) && cabinet.plant().take(number)) {
      people.history.step("holder", "takes it from " + cabinet.id() + "/" + number);
      if (people.chance.hits(0.2)) {
        people.later(people.pause(8_000, 45_000), () -> again(cabinet));
      }
    }
    people.closeLater(cabinet, number);
  }

  /** "I forgot something": within the grace window, or a little too late. */
  private void again(SimCabinet cabinet) {
    Cabinet screen = cabinet.cabinet();
    if (screen == null) {
      return;
    }
    switch (people.chance.below(3)) {
      case 0 -> {
        people.gateway.referee().forgot(cabinet.id());
        var unused =
            screen
                .forgotPressed()
                .thenAccept(answer -> people.later(0, () -> lookAgain(cabinet, answer)));
      }
      case 1 -> type(cabinet, code);
      default -> {
        people.gateway.referee().asks(token);
        people.ask(core -> core.pickups().open(token, true), answer -> online(cabinet, answer));
      }
    }
  }

  private void lookAgain(SimCabinet cabinet, Cabinet.KeypadAnswer answer) {
    people.history.step("holder", "forgot something: " + answer.answer());
    if (answer.answer() == Cabinet.Answer.OPENING) {
      waitFor(cabinet, answer.compartment(), 0);
    }
  }

  /** Sends somebody else, and may think better of it. */
  private void delegate() {
    people.ask(
        core -> core.pickups().delegate(token, "13700000000"),
        answer -> {
          if (answer instanceof Outcome.Done<NewDelegate>(NewDelegate delegate)
              && people.chance.hits(0.5)) {
            people.later(people.pause(1_000, 30_000), () -> revoke(delegate.id()));
          }
        });
  }

  private void revoke(String delegate) {
    people.ask(
        core -> core.pickups().revoke(token, delegate),
        answer -> people.history.step("holder", "revokes: " + answer.getClass().getSimpleName()));
  }
}
