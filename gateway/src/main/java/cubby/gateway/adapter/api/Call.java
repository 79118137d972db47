package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Request;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.SignInUseCases.Session;
import java.util.Map;

/** One call of a route by somebody who may. */
record Call(Request request, Map<String, String> params, Caller caller) {

  /** A parameter of the path; the route's template has it. */
  String param(String name) {
    String value = params.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no parameter " + name);
    }
    return value;
  }

  /** The content as a record. */
  <T> T body(Class<T> type) {
    return Json.read(request.body(), type);
  }

  /** The signed-in person; the route's access makes sure that there is one. */
  Actor person() {
    return caller.session().map(Session::actor).orElseThrow(IllegalStateException::new);
  }

  Actor.Manager manager() {
    return person() instanceof Actor.Manager manager ? manager : wrongAccess();
  }

  Actor.Partner partner() {
    return caller.partner().orElseThrow(IllegalStateException::new);
  }

  private static Actor.Manager wrongAccess() {
    throw new IllegalStateException("the route lets others in than managers");
  }
}
