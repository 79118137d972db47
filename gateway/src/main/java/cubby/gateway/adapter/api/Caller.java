package cubby.gateway.adapter.api;

import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.SignInUseCases.Session;
import java.util.Optional;

/** Who calls, as far as the gate found out. */
record Caller(Optional<Session> session, Optional<Actor.Partner> partner) {
  static final Caller UNKNOWN = new Caller(Optional.empty(), Optional.empty());

  static Caller of(Session session) {
    return new Caller(Optional.of(session), Optional.empty());
  }

  static Caller of(Actor.Partner partner) {
    return new Caller(Optional.empty(), Optional.of(partner));
  }

  boolean isRider() {
    return session.map(Session::actor).filter(Actor.Rider.class::isInstance).isPresent();
  }

  boolean isManager() {
    return session.map(Session::actor).filter(Actor.Manager.class::isInstance).isPresent();
  }
}
