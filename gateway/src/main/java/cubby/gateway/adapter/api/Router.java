package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Handler;
import cubby.gateway.adapter.http.Problem;
import cubby.gateway.adapter.http.Request;
import cubby.gateway.adapter.http.Response;
import cubby.gateway.app.port.Meters;
import cubby.gateway.app.port.OverloadedException;
import cubby.gateway.app.usecase.SignInUseCases.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, asks the gate, does the work, and turns failures into problems. */
final class Router implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final String NO_ROUTE = "none";

  private final List<Entry> routes;
  private final Gate gate;
  private final SessionCookie cookie;
  private final Meters meters;
  private final LongSupplier nanos;
  private final Pages pages;

  /** A route with its template taken apart once and not for each request. */
  private record Entry(Route route, List<String> parts) {}

  /**
   * @param nanos a monotonic clock for the meters
   * @param pages has the page for people who are lost
   */
  Router(
      List<Route> routes,
      Gate gate,
      SessionCookie cookie,
      Meters meters,
      LongSupplier nanos,
      Pages pages) {
    this.routes = routes.stream().map(route -> new Entry(route, route.parts())).toList();
    this.gate = gate;
    this.cookie = cookie;
    this.meters = meters;
    this.nanos = nanos;
    this.pages = pages;
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    long start = nanos.getAsLong();
    TreeSet<String> allowed = new TreeSet<>();
    for (Entry entry : routes) {
      Route route = entry.route();
      Optional<Map<String, String>> params = Route.match(entry.parts(), request.segments());
      if (params.isPresent()) {
        if (route.method().equals(request.method())) {
          return answered(
              route.method(), route.template(), start, run(route, request, params.get()));
        }
        allowed.add(route.method());
      }
    }
    Response none = allowed.isEmpty() && isLost(request) ? pages.missing() : none(allowed);
    return answered("other", NO_ROUTE, start, CompletableFuture.completedFuture(none));
  }

  @Override
  public Response.Full refuse(Problem problem) {
    meters.httpAnswered("other", NO_ROUTE, problem.status(), Duration.ZERO);
    return Json.problem(problem);
  }

  /** A person with a browser, outside of the interface for programs. */
  private static boolean isLost(Request request) {
    return request.method().equals("GET")
        && !request.segments().getFirst().equals("api")
        && request.header("Accept").filter(types -> types.contains("text/html")).isPresent();
  }

  private static Response none(TreeSet<String> allowed) {
    if (allowed.isEmpty()) {
      return Json.problem(Problem.notFound());
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return Json.problem(Problems.methodNotAllowed()).with("Allow", String.join(", ", allowed));
  }

  private CompletionStage<Response> run(Route route, Request request, Map<String, String> params) {
    try {
      return gate.admit(route, request)
          .thenCompose(caller -> work(route, new Call(request, params, caller)))
          .exceptionally(failure -> failed(route, failure));
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(failed(route, e));
    }
  }

  private CompletionStage<Response> work(Route route, Call call) {
    return route.work().handle(call).thenApply(response -> withRenewedCookie(response, call));
  }

  private Response withRenewedCookie(Response response, Call call) {
    Duration renewFor = call.caller().session().map(Session::renewFor).orElse(null);
    Optional<String> token = cookie.token(call.request());
    if (renewFor == null
        || token.isEmpty()
        || !(response instanceof Response.Full full)
        || full.headers().containsKey("Set-Cookie")) {
      return response;
    }
    return cookie.set(full, token.get(), renewFor);
  }

  private Response failed(Route route, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ProblemException expected) {
      Response.Full answer = Json.problem(expected.problem());
      return route.access() == Access.PARTNER && answer.status() == 401
          ? answer.with("WWW-Authenticate", "Bearer")
          : answer;
    }
    if (cause instanceof OverloadedException) {
      return Json.problem(Problem.overloaded());
    }
    LOG.error("{} {} failed", route.method(), route.template(), cause);
    return Json.problem(Problem.internal());
  }

  private CompletionStage<Response> answered(
      String method, String route, long start, CompletionStage<Response> stage) {
    return stage.thenApply(response -> {
      Duration took = Duration.ofNanos(nanos.getAsLong() - start);
      meters.httpAnswered(method, route, response.status(), took);
      return response;
    });
  }
}
