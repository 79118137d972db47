package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Body;
import cubby.gateway.adapter.http.Problem;
import cubby.gateway.adapter.http.Response;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.PickupUseCases;
import cubby.gateway.app.usecase.PickupUseCases.PickupView;
import cubby.gateway.app.usecase.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the holder of a pickup link does. The token in the path is all the authority there is. */
final class PickupRoutes {
  /** Longer than any token: what cannot be one is not even remembered for a limit. */
  private static final int MAX_TOKEN_CHARS = 64;

  private final PickupUseCases pickups;
  private final LiveViews live;
  private final Limits limits;
  private final UnaryOperator<String> qrSvg;

  /**
   * @param qrSvg draws a text as QR code in SVG
   */
  PickupRoutes(PickupUseCases pickups, LiveViews live, Limits limits, UnaryOperator<String> qrSvg) {
    this.pickups = pickups;
    this.live = live;
    this.limits = limits;
    this.qrSvg = qrSvg;
  }

  record OpenRequest(@Nullable Boolean standingInFront) {}

  record DelegateRequest(@Nullable String phone) {}

  record ProblemReport(@Nullable String text) {}

  record Created(String id) {}

  /** The holder's view, without what only the gateway needs. */
  record PickupBody(
      String cabinet,
      String cabinetName,
      String siteName,
      int compartment,
      String kind,
      String size,
      String state,
      String door,
      String code,
      boolean primary,
      boolean stillSeen,
      @Nullable Instant until,
      boolean overdue,
      @Nullable Instant reopenUntil,
      List<PickupUseCases.Delegate> delegates,
      boolean connected) {
    static PickupBody of(PickupView view) {
      return new PickupBody(
          view.cabinet(),
          view.cabinetName(),
          view.siteName(),
          view.compartment(),
          view.kind(),
          view.size(),
          view.state(),
          view.door(),
          view.code(),
          view.primary(),
          view.stillSeen(),
          view.until(),
          view.overdue(),
          view.reopenUntil(),
          view.delegates(),
          view.connected());
    }
  }

  List<Route> routes() {
    String pickup = "/api/v1/pickups/{token}";
    return List.of(
        Route.get(
            pickup,
            Access.HOLDER,
            PickupBody.class,
            call -> pickups.view(token(call)).thenApply(Answers.json(200, PickupBody::of))),
        Route.get(pickup + "/code.svg", Access.HOLDER, null, this::codeSvg),
        Route.get(pickup + "/live", Access.HOLDER, null, this::follow),
        Route.post(
            pickup + "/open", Access.HOLDER, OpenRequest.class, 202, PickupBody.class, this::open),
        Route.post(
            pickup + "/reopen",
            Access.HOLDER,
            OpenRequest.class,
            202,
            PickupBody.class,
            this::open),
        Route.post(
            pickup + "/delegates",
            Access.HOLDER,
            DelegateRequest.class,
            201,
            PickupUseCases.NewDelegate.class,
            this::delegate),
        Route.delete(
            pickup + "/delegates/{id}",
            Access.HOLDER,
            call -> pickups.revoke(token(call), call.param("id")).thenApply(Answers.nothing(204))),
        Route.post(
            pickup + "/problems",
            Access.HOLDER,
            ProblemReport.class,
            201,
            Created.class,
            this::report));
  }

  private CompletionStage<Response> codeSvg(Call call) {
    return pickups
        .view(token(call))
        .thenApply(outcome ->
            switch (outcome) {
              case Outcome.Done<PickupView>(PickupView view) ->
                  Response.of(200, "image/svg+xml", Body.plain(qrSvg.apply(view.code())));
              case Outcome.Refused<PickupView>(Refusal refusal) ->
                  Json.problem(Problems.of(refusal));
            });
  }

  private CompletionStage<Response> follow(Call call) {
    String token = token(call);
    return pickups
        .view(token)
        .thenApply(outcome ->
            switch (outcome) {
              case Outcome.Done<PickupView>(PickupView view) ->
                  live.stream(view.depositId(), "pickup", () -> body(token));
              case Outcome.Refused<PickupView>(Refusal refusal) ->
                  Json.problem(Problems.of(refusal));
            });
  }

  private CompletionStage<Outcome<PickupBody>> body(String token) {
    return pickups.view(token).thenApply(outcome -> outcome.map(PickupBody::of));
  }

  private CompletionStage<Response> open(Call call) {
    String token = token(call);
    boolean standing = Check.flag(call.body(OpenRequest.class).standingInFront());
    limits.open(token);
    return pickups.open(token, standing).thenApply(Answers.json(202, PickupBody::of));
  }

  private CompletionStage<Response> delegate(Call call) {
    String token = token(call);
    Check check = new Check();
    String phone = check.text("phone", call.body(DelegateRequest.class).phone(), 1, 32);
    check.orRefuse();
    limits.delegate(token);
    return pickups.delegate(token, phone).thenApply(Answers.json(201, "phone"));
  }

  private CompletionStage<Response> report(Call call) {
    String token = token(call);
    Check check = new Check();
    String text = check.text("text", call.body(ProblemReport.class).text(), 1, 500);
    check.orRefuse();
    limits.report(token);
    return pickups.report(token, text).thenApply(Answers.json(201, Created::new));
  }

  private static String token(Call call) {
    String token = call.param("token");
    if (token.length() > MAX_TOKEN_CHARS) {
      throw new ProblemException(Problem.notFound());
    }
    return token;
  }
}
