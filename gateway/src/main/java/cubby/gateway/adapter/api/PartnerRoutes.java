package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Problem;
import cubby.gateway.adapter.http.Response;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.PartnerAccess;
import cubby.gateway.app.usecase.PartnerAccess.Registered;
import cubby.gateway.app.usecase.PartnerAccess.WebhookView;
import cubby.gateway.app.usecase.PartnerUseCases;
import cubby.gateway.app.usecase.PartnerUseCases.ReservationView;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a delivery platform's program does. */
final class PartnerRoutes {
  private static final int MAX_URL_CHARS = 500;

  private final PartnerUseCases partners;
  private final PartnerAccess access;
  private final Limits limits;

  PartnerRoutes(PartnerUseCases partners, PartnerAccess access, Limits limits) {
    this.partners = partners;
    this.access = access;
    this.limits = limits;
  }

  record ReservationRequest(
      @Nullable String cabinet,
      @Nullable String size,
      @Nullable Boolean low,
      @Nullable String externalId,
      @Nullable String recipientPhone,
      @Nullable Boolean consent) {}

  record WebhookRequest(@Nullable String url, @Nullable List<String> events) {}

  record WebhookCreated(String id, String secret) {}

  record WebhookList(List<WebhookView> webhooks) {}

  List<Route> routes() {
    String webhooks = "/api/v1/partner/webhooks";
    return List.of(
        Route.post(
            "/api/v1/partner/reservations",
            Access.PARTNER,
            ReservationRequest.class,
            201,
            ReservationView.class,
            this::reserve),
        Route.post(
            "/api/v1/partner/reservations/{id}/deposit",
            Access.PARTNER,
            Route.Nothing.class,
            201,
            DepositView.class,
            this::deposit),
        Route.get("/api/v1/partner/deposits/{id}", Access.PARTNER, DepositView.class, this::view),
        Route.post(
            webhooks,
            Access.PARTNER,
            WebhookRequest.class,
            201,
            WebhookCreated.class,
            this::register),
        Route.get(webhooks, Access.PARTNER, WebhookList.class, this::list),
        Route.delete(webhooks + "/{id}", Access.PARTNER, this::remove));
  }

  private CompletionStage<Response> reserve(Call call) {
    limits.partner(call.partner().partnerId());
    ReservationRequest request = call.body(ReservationRequest.class);
    Check check = new Check();
    PartnerUseCases.Reserve wish =
        new PartnerUseCases.Reserve(
            check.text("cabinet", request.cabinet(), 3, 40),
            check.text("size", request.size(), 1, 2),
            Check.flag(request.low()),
            check.text("externalId", request.externalId(), 1, 100),
            check.text("recipientPhone", request.recipientPhone(), 1, 32),
            Check.flag(request.consent()));
    check.orRefuse();
    return partners.reserve(call.partner(), wish).thenApply(Answers.json(201, "recipientPhone"));
  }

  private CompletionStage<Response> deposit(Call call) {
    limits.partner(call.partner().partnerId());
    if (call.request().hasBody()) {
      call.body(Route.Nothing.class);
    }
    return partners.deposit(call.partner(), call.param("id")).thenApply(Answers.json(201));
  }

  private CompletionStage<Response> view(Call call) {
    limits.partner(call.partner().partnerId());
    return partners.view(call.partner(), call.param("id")).thenApply(Answers.json(200));
  }

  private CompletionStage<Response> register(Call call) {
    limits.partner(call.partner().partnerId());
    WebhookRequest request = call.body(WebhookRequest.class);
    Check check = new Check();
    String url = check.text("url", request.url(), 1, MAX_URL_CHARS);
    check.orRefuse();
    List<String> events = request.events();
    return access
        .register(call.partner(), url, events == null ? List.of() : events)
        .thenApply(answer ->
            switch (answer) {
              case Registered.Done(String id, String secret) ->
                  Json.answer(201, new WebhookCreated(id, secret));
              case Registered.Invalid(String field, String message) ->
                  Json.problem(Problems.invalid("invalid-content", field, message));
              case Registered.TooMany() -> Json.problem(Problems.tooManyOpen());
            });
  }

  private CompletionStage<Response> list(Call call) {
    return access
        .webhooks(call.partner())
        .thenApply(list -> Json.answer(200, new WebhookList(list)));
  }

  private CompletionStage<Response> remove(Call call) {
    return access
        .remove(call.partner(), call.param("id"))
        .thenApply(done -> done ? Response.empty(204) : Json.problem(Problem.notFound()));
  }
}
