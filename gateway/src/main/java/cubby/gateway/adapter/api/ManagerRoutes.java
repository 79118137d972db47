package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Problem;
import cubby.gateway.adapter.http.Problem.FieldError;
import cubby.gateway.adapter.http.Response;
import cubby.gateway.app.usecase.CabinetUseCases;
import cubby.gateway.app.usecase.DepositUseCases;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a manager sees and does. */
final class ManagerRoutes {
  private final CabinetUseCases cabinets;
  private final DepositUseCases deposits;

  ManagerRoutes(CabinetUseCases cabinets, DepositUseCases deposits) {
    this.cabinets = cabinets;
    this.deposits = deposits;
  }

  record CabinetList(List<CabinetUseCases.FullView> cabinets) {}

  record ProblemList(List<CabinetUseCases.Problem> problems) {}

  record QuarantineRequest(@Nullable String reason) {}

  List<Route> routes() {
    String compartment = "/api/v1/manager/compartments/{cabinet}/{number}";
    return List.of(
        Route.get(
            "/api/v1/manager/cabinets",
            Access.MANAGER,
            CabinetList.class,
            call -> cabinets.all().thenApply(list -> Json.answer(200, new CabinetList(list)))),
        Route.get(
            "/api/v1/manager/deposits",
            Access.MANAGER,
            RiderRoutes.DepositList.class,
            this::overdue),
        Route.get(
            "/api/v1/manager/problems",
            Access.MANAGER,
            ProblemList.class,
            call -> cabinets.problems().thenApply(list -> Json.answer(200, new ProblemList(list)))),
        Route.post(
            compartment + "/release",
            Access.MANAGER,
            Route.Nothing.class,
            202,
            null,
            this::release),
        Route.post(
            compartment + "/quarantine",
            Access.MANAGER,
            QuarantineRequest.class,
            202,
            null,
            this::quarantine),
        Route.post(
            compartment + "/open", Access.MANAGER, QuarantineRequest.class, 202, null, this::open),
        Route.post(
            compartment + "/collected",
            Access.MANAGER,
            QuarantineRequest.class,
            202,
            null,
            this::collected));
  }

  private CompletionStage<Response> overdue(Call call) {
    if (!call.request().query("overdue").orElse("true").equals("true")) {
      throw new ProblemException(
          Problems.invalidFields(List.of(new FieldError("overdue", "Only true is served."))));
    }
    return deposits
        .overdue()
        .thenApply(list -> Json.answer(200, new RiderRoutes.DepositList(list)));
  }

  private CompletionStage<Response> release(Call call) {
    if (call.request().hasBody()) {
      call.body(Route.Nothing.class);
    }
    return cabinets
        .release(call.manager(), call.param("cabinet"), number(call))
        .thenApply(Answers.nothing(202));
  }

  private CompletionStage<Response> quarantine(Call call) {
    return cabinets
        .quarantine(call.manager(), call.param("cabinet"), number(call), reason(call))
        .thenApply(Answers.nothing(202));
  }

  private CompletionStage<Response> open(Call call) {
    return cabinets
        .open(call.manager(), call.param("cabinet"), number(call), reason(call))
        .thenApply(Answers.nothing(202));
  }

  private CompletionStage<Response> collected(Call call) {
    return cabinets
        .declareCollected(call.manager(), call.param("cabinet"), number(call), reason(call))
        .thenApply(Answers.nothing(202));
  }

  private static String reason(Call call) {
    Check check = new Check();
    String reason = check.text("reason", call.body(QuarantineRequest.class).reason(), 1, 200);
    check.orRefuse();
    return reason;
  }

  private static int number(Call call) {
    String text = call.param("number");
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new ProblemException(Problem.notFound());
    }
    return Integer.parseInt(text);
  }
}
