package cubby.gateway.boot;

import cubby.gateway.adapter.http.Body;
import cubby.gateway.adapter.http.Handler;
import cubby.gateway.adapter.http.Problem;
import cubby.gateway.adapter.http.Request;
import cubby.gateway.adapter.http.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers "busy" from when the port is ours until the gateway behind it is ready. */
final class LateHandler implements Handler {
  private volatile @Nullable Handler handler;

  void ready(Handler real) {
    handler = real;
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    Handler real = handler;
    return real == null
        ? CompletableFuture.completedFuture(refuse(Problem.overloaded()))
        : real.handle(request);
  }

  @Override
  public Response.Full refuse(Problem problem) {
    Handler real = handler;
    if (real != null) {
      return real.refuse(problem);
    }
    String json =
        "{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(problem.slug(), problem.title(), problem.status(), problem.detail());
    return Response.of(problem.status(), "application/problem+json", Body.plain(json))
        .with("Retry-After", "2");
  }
}
