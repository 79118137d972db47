package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Body;
import cubby.gateway.adapter.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What operators and programs ask for: health, metrics, the description; and the demo's desk. */
final class SystemRoutes {
  private static final String OPENAPI = "/cubby/gateway/openapi.yaml";
  // Longer than any commit of a writer that is well.
  private static final long HEALTH_SECONDS = 3;

  private final Supplier<CompletionStage<Boolean>> health;
  private final Supplier<String> metrics;
  private final Optional<DemoDesk> demo;
  private final Response.Full openApi;

  SystemRoutes(
      Supplier<CompletionStage<Boolean>> health,
      Supplier<String> metrics,
      Optional<DemoDesk> demo) {
    this.health = health;
    this.metrics = metrics;
    this.demo = demo;
    this.openApi = Response.of(200, "application/yaml", Body.compressible(openApi()));
  }

  record Health(String status) {}

  record MessageList(List<DemoDesk.DemoMessage> messages) {}

  List<Route> routes() {
    return List.of(
        Route.get("/healthz", Access.ANYONE, Health.class, call -> health()),
        Route.get(
            "/metrics",
            Access.ANYONE,
            null,
            call ->
                done(
                    Response.of(
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        Body.compressible(metrics.get().getBytes(StandardCharsets.UTF_8))))),
        Route.get("/api/v1/openapi.yaml", Access.ANYONE, null, call -> done(openApi)),
        Route.get(
            "/api/v1/demo/messages",
            Access.DEMO,
            MessageList.class,
            call -> done(Json.answer(200, new MessageList(desk().messages())))),
        Route.get(
            "/api/v1/demo",
            Access.DEMO,
            DemoDesk.DemoView.class,
            call -> desk().view().thenApply(view -> Json.answer(200, view))));
  }

  private DemoDesk desk() {
    return demo.orElseThrow(
        () -> new ProblemException(cubby.gateway.adapter.http.Problem.notFound()));
  }

  private CompletionStage<Response> health() {
    return health
        .get()
        .toCompletableFuture()
        .copy()
        .completeOnTimeout(Boolean.FALSE, HEALTH_SECONDS, TimeUnit.SECONDS)
        .exceptionally(failure -> Boolean.FALSE)
        .thenApply(
            well -> well ? Json.answer(200, new Health("ok")) : Json.problem(Problems.unhealthy()));
  }

  private static CompletionStage<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }

  private static byte[] openApi() {
    try (InputStream in = SystemRoutes.class.getResourceAsStream(OPENAPI)) {
      if (in == null) {
        throw new IllegalStateException("the description is missing in the jar: " + OPENAPI);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the description cannot be read", e);
    }
  }
}
