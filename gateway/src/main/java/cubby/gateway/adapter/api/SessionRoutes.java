package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Response;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.SignInUseCases;
import cubby.gateway.app.usecase.SignInUseCases.CodeAnswer;
import cubby.gateway.app.usecase.SignInUseCases.Session;
import cubby.gateway.app.usecase.SignInUseCases.SignInAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
final class SessionRoutes {
  private static final int MAX_TOKEN_CHARS = 128;
  private static final int MAX_PHONE_CHARS = 32;

  private final SignInUseCases signIns;
  private final SessionCookie cookie;

  SessionRoutes(SignInUseCases signIns, SessionCookie cookie) {
    this.signIns = signIns;
    this.cookie = cookie;
  }

  record CodeRequest(@Nullable String phone, @Nullable String language) {}

  record CodeSent() {}

  record SignInRequest(@Nullable String phone, @Nullable String code) {}

  record LinkRequest(@Nullable String token) {}

  /**
   * @param role rider or manager; absent when signed out
   * @param phone masked; absent for managers
   */
  record SessionBody(@Nullable String role, @Nullable String phone) {
    static SessionBody of(Session session) {
      String role =
          switch (session.actor()) {
            case Actor.Rider rider -> "rider";
            case Actor.Manager manager -> "manager";
            case Actor.Partner partner -> null;
            case Actor.Holder holder -> null;
          };
      return new SessionBody(role, session.phone());
    }
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/api/v1/sign-in/codes",
            Access.ANYONE,
            CodeRequest.class,
            202,
            CodeSent.class,
            this::sendCode),
        Route.post(
            "/api/v1/sign-in/sessions",
            Access.ANYONE,
            SignInRequest.class,
            201,
            SessionBody.class,
            this::signIn),
        Route.post(
            "/api/v1/manager/sessions",
            Access.ANYONE,
            LinkRequest.class,
            201,
            SessionBody.class,
            this::signInManager),
        Route.get("/api/v1/session", Access.ANYONE, SessionBody.class, this::session),
        Route.delete("/api/v1/session", Access.ANYONE, this::signOut));
  }

  private CompletionStage<Response> sendCode(Call call) {
    CodeRequest request = call.body(CodeRequest.class);
    Check check = new Check();
    String phone = check.text("phone", request.phone(), 1, MAX_PHONE_CHARS);
    check.orRefuse();
    return signIns
        .sendCode(phone, language(request.language(), call), call.request().client())
        .thenApply(answer ->
            switch (answer) {
              case CodeAnswer.Sent() -> Json.answer(202, new CodeSent());
              case CodeAnswer.InvalidPhone() -> Json.problem(Problems.invalidPhone("phone"));
              case CodeAnswer.Limited(var wait) -> Json.problem(Problems.limited(wait));
            });
  }

  /** Chinese unless the page or the browser asks for English first. */
  private static Locale language(@Nullable String asked, Call call) {
    String text = asked == null ? call.request().header("Accept-Language").orElse("zh") : asked;
    return text.toLowerCase(Locale.ROOT).startsWith("en") ? Locale.ENGLISH : Locale.CHINESE;
  }

  private CompletionStage<Response> signIn(Call call) {
    SignInRequest request = call.body(SignInRequest.class);
    Check check = new Check();
    String phone = check.text("phone", request.phone(), 1, MAX_PHONE_CHARS);
    String code = check.text("code", request.code(), 1, 16);
    check.orRefuse();
    return signIns.signIn(phone, code, call.request().client()).thenApply(this::signedIn);
  }

  private CompletionStage<Response> signInManager(Call call) {
    Check check = new Check();
    String token = check.text("token", call.body(LinkRequest.class).token(), 1, MAX_TOKEN_CHARS);
    check.orRefuse();
    return signIns.signInManager(token, call.request().client()).thenApply(this::signedIn);
  }

  private Response signedIn(SignInAnswer answer) {
    return switch (answer) {
      case SignInAnswer.SignedIn(var token, var lifetime, var session) ->
          cookie.set(Json.answer(201, SessionBody.of(session)), token, lifetime);
      case SignInAnswer.Wrong() -> Json.problem(Problems.wrongCode());
      case SignInAnswer.Limited(var wait) -> Json.problem(Problems.limited(wait));
    };
  }

  private CompletionStage<Response> session(Call call) {
    SessionBody body =
        call.caller().session().map(SessionBody::of).orElse(new SessionBody(null, null));
    return CompletableFuture.completedFuture(Json.answerWithNulls(200, body));
  }

  private CompletionStage<Response> signOut(Call call) {
    Optional<String> token = cookie.token(call.request());
    CompletionStage<Boolean> ended =
        token.isPresent()
            ? signIns.signOut(token.get())
            : CompletableFuture.completedFuture(Boolean.FALSE);
    return ended.thenApply(done -> cookie.clear(Response.empty(204)));
  }
}
