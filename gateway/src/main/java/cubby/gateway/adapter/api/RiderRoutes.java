package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Problem;
import cubby.gateway.adapter.http.Problem.FieldError;
import cubby.gateway.adapter.http.Response;
import cubby.gateway.app.usecase.CabinetUseCases;
import cubby.gateway.app.usecase.DepositUseCases;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.Refusal;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a rider does: look at a cabinet, put things in, follow them, take them back. */
final class RiderRoutes {
  private final CabinetUseCases cabinets;
  private final DepositUseCases deposits;
  private final LiveViews live;
  private final Limits limits;

  RiderRoutes(CabinetUseCases cabinets, DepositUseCases deposits, LiveViews live, Limits limits) {
    this.cabinets = cabinets;
    this.deposits = deposits;
    this.live = live;
    this.limits = limits;
  }

  record CabinetBody(
      String id,
      SiteBody site,
      String name,
      String kind,
      boolean connected,
      List<CabinetUseCases.SizeView> sizes,
      java.util.Map<String, String> notices) {
    static CabinetBody of(CabinetUseCases.PublicView view) {
      return new CabinetBody(
          view.id(),
          new SiteBody(view.siteName()),
          view.name(),
          view.kind(),
          view.connected(),
          view.sizes(),
          view.notices());
    }
  }

  record SiteBody(String name) {}

  record DepositRequest(
      @Nullable String size,
      @Nullable Boolean low,
      @Nullable String recipientPhone,
      @Nullable Boolean consent) {}

  record DepositList(List<DepositView> deposits) {}

  List<Route> routes() {
    String deposit = "/api/v1/deposits/{id}";
    return List.of(
        Route.get(
            "/api/v1/cabinets/{id}",
            Access.ANYONE,
            CabinetBody.class,
            call ->
                cabinets
                    .publicView(call.param("id"))
                    .thenApply(Answers.json(200, CabinetBody::of))),
        Route.post(
            "/api/v1/cabinets/{id}/deposits",
            Access.RIDER,
            DepositRequest.class,
            201,
            DepositView.class,
            this::begin),
        Route.get("/api/v1/deposits", Access.RIDER, DepositList.class, this::mine),
        Route.get(
            deposit,
            Access.RIDER,
            DepositView.class,
            call -> deposits.view(call.person(), call.param("id")).thenApply(Answers.json(200))),
        Route.get(deposit + "/live", Access.RIDER, null, this::follow),
        Route.post(
            deposit + "/bigger",
            Access.RIDER,
            Route.Nothing.class,
            201,
            DepositView.class,
            call -> change(call, 201, deposits::bigger)),
        Route.post(
            deposit + "/cancel",
            Access.RIDER,
            Route.Nothing.class,
            200,
            DepositView.class,
            call -> change(call, 200, deposits::cancel)),
        Route.post(
            deposit + "/take-back",
            Access.RIDER_OR_MANAGER,
            Route.Nothing.class,
            200,
            DepositView.class,
            call -> change(call, 200, deposits::takeBack)));
  }

  private CompletionStage<Response> begin(Call call) {
    DepositRequest request = call.body(DepositRequest.class);
    Check check = new Check();
    String size = check.text("size", request.size(), 1, 2);
    String phone = check.text("recipientPhone", request.recipientPhone(), 1, 32);
    check.orRefuse();
    limits.deposit(call.person().label());
    return deposits
        .begin(
            call.person(),
            new DepositUseCases.NewDeposit(
                call.param("id"),
                size,
                Check.flag(request.low()),
                phone,
                Check.flag(request.consent())))
        .thenApply(Answers.json(201, "recipientPhone"));
  }

  private CompletionStage<Response> mine(Call call) {
    String state = call.request().query("state").orElse("");
    if (!state.isEmpty() && !state.equals("open")) {
      throw new ProblemException(
          Problems.invalidFields(List.of(new FieldError("state", "Must be open or left out."))));
    }
    return deposits
        .mine(call.person(), state.equals("open"))
        .thenApply(list -> Json.answer(200, new DepositList(list)));
  }

  /** One of the use cases that change a deposit. */
  private interface Change {
    CompletionStage<Outcome<DepositView>> apply(
        cubby.gateway.app.usecase.Actor actor, String depositId);
  }

  private CompletionStage<Response> change(Call call, int status, Change change) {
    if (call.request().hasBody()) {
      call.body(Route.Nothing.class);
    }
    limits.deposit(call.person().label());
    return change.apply(call.person(), call.param("id")).thenApply(Answers.json(status));
  }

  private CompletionStage<Response> follow(Call call) {
    String id = call.param("id");
    return deposits
        .view(call.person(), id)
        .thenApply(outcome ->
            switch (outcome) {
              case Outcome.Done<DepositView> found ->
                  live.stream(id, "deposit", () -> deposits.view(call.person(), id));
              case Outcome.Refused<DepositView>(Refusal refusal) ->
                  Json.problem(
                      refusal == Refusal.NOT_FOUND ? Problem.notFound() : Problems.of(refusal));
            });
  }
}
