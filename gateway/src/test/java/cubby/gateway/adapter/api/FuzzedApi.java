package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Handler;
import cubby.gateway.adapter.metrics.PrometheusMeters;
import cubby.gateway.adapter.qr.QrSvg;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.PartnerAccess;
import cubby.gateway.app.usecase.SignInUseCases;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All routes over a desk that answers at once, for tests that run in one thread. */
public final class FuzzedApi {
  static final String RIDER = "rider-session";
  static final String MANAGER = "manager-session";
  static final String KEY = "partner-key";

  private static final TestClock CLOCK = new TestClock(FakeDesk.AT);

  /** One for all inputs, because it reads all pages when it is made. */
  private static final GatewayApi API = api();

  private FuzzedApi() {}

  private static GatewayApi api() {
    FakeDesk desk = new FakeDesk();
    PrometheusMeters meters = new PrometheusMeters();
    return new GatewayApi(
        new GatewayApi.UseCases(desk, desk, desk, desk, new Partners(), new SignIns(), desk),
        new GatewayApi.Surroundings(
            URI.create("http://cubby.test"),
            Optional.empty(),
            () -> CompletableFuture.completedStage(true),
            () -> "",
            QrSvg::of,
            CLOCK,
            () -> 0L,
            meters));
  }

  /** The handler of all routes, a day after it was last asked for: no rate limit remembers that. */
  public static Handler handler() {
    CLOCK.advance(Duration.ofDays(1));
    return API.handler();
  }

  static List<Route> routes() {
    return API.routes();
  }

  private static <T> CompletionStage<T> now(T value) {
    return CompletableFuture.completedStage(value);
  }

  private static final class SignIns implements SignInUseCases {
    @Override
    public CompletionStage<CodeAnswer> sendCode(String phone, Locale language, String client) {
      return now(phone.startsWith("1") ? new CodeAnswer.Sent() : new CodeAnswer.InvalidPhone());
    }

    @Override
    public CompletionStage<SignInAnswer> signIn(String phone, String code, String client) {
      return code.equals("123456") ? now(signedIn()) : now(new SignInAnswer.Wrong());
    }

    @Override
    public CompletionStage<SignInAnswer> signInManager(String linkToken, String client) {
      return linkToken.equals("link") ? now(signedIn()) : now(new SignInAnswer.Wrong());
    }

    private static SignInAnswer signedIn() {
      Session session = new Session(new Actor.Rider("r1"), "138****5678", null);
      return new SignInAnswer.SignedIn(RIDER, Duration.ofDays(30), session);
    }

    @Override
    public CompletionStage<Optional<Session>> session(String token) {
      return now(
          switch (token) {
            case RIDER -> Optional.of(new Session(new Actor.Rider("r1"), "138****5678", null));
            case MANAGER ->
                Optional.of(new Session(new Actor.Manager("m1"), null, Duration.ofDays(1)));
            default -> Optional.empty();
          });
    }

    @Override
    public CompletionStage<Boolean> signOut(String token) {
      return now(true);
    }

    @Override
    public CompletionStage<String> newManagerLink() {
      return now("link");
    }
  }

  private static final class Partners implements PartnerAccess {
    @Override
    public CompletionStage<Optional<Actor.Partner>> byKey(String key) {
      return now(key.equals(KEY) ? Optional.of(new Actor.Partner("p1")) : Optional.empty());
    }

    @Override
    public CompletionStage<String> issueKey(String name) {
      return now(KEY);
    }

    @Override
    public CompletionStage<Registered> register(
        Actor.Partner partner, String url, List<String> events) {
      return now(
          url.startsWith("https://")
              ? new Registered.Done("w1", "whsec_1")
              : new Registered.Invalid("url", "Must begin with https://."));
    }

    @Override
    public CompletionStage<List<WebhookView>> webhooks(Actor.Partner partner) {
      return now(List.of(new WebhookView("w1", "https://x", List.of(), Instant.EPOCH, null)));
    }

    @Override
    public CompletionStage<Boolean> remove(Actor.Partner partner, String webhookId) {
      return now(webhookId.equals("w1"));
    }
  }
}
