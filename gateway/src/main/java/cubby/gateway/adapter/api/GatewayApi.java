package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Handler;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Meters;
import cubby.gateway.app.usecase.CabinetUseCases;
import cubby.gateway.app.usecase.DepositUseCases;
import cubby.gateway.app.usecase.LiveFeed;
import cubby.gateway.app.usecase.PartnerAccess;
import cubby.gateway.app.usecase.PartnerUseCases;
import cubby.gateway.app.usecase.PickupUseCases;
import cubby.gateway.app.usecase.SignInUseCases;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The whole HTTP interface as one handler. Safe for use by many threads. */
public final class GatewayApi {
  private static final String WEB = "/cubby/gateway/web/";

  private final List<Route> routes;
  private final LiveViews live;
  private final Handler handler;

  /** The use cases behind the interface. */
  public record UseCases(
      CabinetUseCases cabinets,
      DepositUseCases deposits,
      PickupUseCases pickups,
      PartnerUseCases partners,
      PartnerAccess partnerAccess,
      SignInUseCases signIns,
      LiveFeed feed) {}

  /**
   * What else it needs.
   *
   * @param publicUrl where browsers find us; https makes cookies Secure
   * @param demo present while the gateway runs as a demo
   * @param health whether the writer commits
   * @param metrics what Prometheus scrapes
   * @param qrSvg draws a text as QR code in SVG
   * @param nanos a monotonic clock
   */
  public record Surroundings(
      URI publicUrl,
      Optional<DemoDesk> demo,
      Supplier<CompletionStage<Boolean>> health,
      Supplier<String> metrics,
      UnaryOperator<String> qrSvg,
      Clock clock,
      LongSupplier nanos,
      Meters meters) {}

  public GatewayApi(UseCases useCases, Surroundings surroundings) {
    SessionCookie cookie = new SessionCookie("https".equals(surroundings.publicUrl().getScheme()));
    Limits limits = new Limits(surroundings.clock(), surroundings.meters());
    this.live = new LiveViews(useCases.feed());
    List<Route> table = new ArrayList<>();
    table.addAll(new SessionRoutes(useCases.signIns(), cookie).routes());
    table.addAll(new RiderRoutes(useCases.cabinets(), useCases.deposits(), live, limits).routes());
    table.addAll(new PickupRoutes(useCases.pickups(), live, limits, surroundings.qrSvg()).routes());
    table.addAll(new ManagerRoutes(useCases.cabinets(), useCases.deposits()).routes());
    table.addAll(new PartnerRoutes(useCases.partners(), useCases.partnerAccess(), limits).routes());
    table.addAll(
        new SystemRoutes(surroundings.health(), surroundings.metrics(), surroundings.demo())
            .routes());
    Pages pages = new Pages(WEB);
    table.addAll(pages.routes());
    this.routes = List.copyOf(table);
    Gate gate =
        new Gate(
            useCases.signIns(),
            useCases.partnerAccess(),
            cookie,
            surroundings.publicUrl(),
            surroundings.demo().isPresent());
    this.handler =
        new Router(routes, gate, cookie, surroundings.meters(), surroundings.nanos(), pages);
  }

  /** Answers requests. */
  public Handler handler() {
    return handler;
  }

  /** Live streams that are open now, for a gauge. */
  public int openStreams() {
    return live.open();
  }

  /** The table of routes, for the test that holds the description against it. */
  List<Route> routes() {
    return routes;
  }
}
