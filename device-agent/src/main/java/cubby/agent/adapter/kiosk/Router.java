package cubby.agent.adapter.kiosk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a path, after the guard let the request pass. */
final class Router implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private final KioskApi kiosk;
  private final @Nullable SimulatorApi simulator;
  private final StaticAssets assets = new StaticAssets();
  private final Supplier<String> metrics;

  /**
   * @param simulator null at a real cabinet, which then knows no such path
   * @param metrics the newest values in Prometheus' text format
   */
  Router(KioskApi kiosk, @Nullable SimulatorApi simulator, Supplier<String> metrics) {
    this.kiosk = kiosk;
    this.simulator = simulator;
    this.metrics = metrics;
  }

  static void allow(HttpExchange exchange, String method) throws KioskProblem {
    if (!exchange.getRequestMethod().equals(method)) {
      exchange.getResponseHeaders().set("Allow", method);
      throw KioskProblem.methodNotAllowed(method);
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Guard.protect(exchange.getResponseHeaders());
    try {
      Guard.check(exchange);
      route(exchange, exchange.getRequestURI().getPath());
    } catch (KioskProblem problem) {
      Reply.problem(exchange, problem);
    } catch (RuntimeException e) {
      // A bug of ours; the other side learns only that there is one.
      LOG.error("request to the screen's server failed", e);
      if (exchange.getResponseCode() == -1) {
        Reply.problem(exchange, new KioskProblem(500, "internal", "Something went wrong here"));
      } else {
        exchange.close();
      }
    }
  }

  /**
   * @param path null with a target like {@code mailto:x}, which has none
   */
  private void route(HttpExchange exchange, @Nullable String path)
      throws IOException, KioskProblem {
    if (path == null) {
      throw KioskProblem.notFound();
    }
    if (isBelow(path, "/api/kiosk")) {
      kiosk.handle(exchange, path);
    } else if (simulator != null && isBelow(path, "/api/sim")) {
      simulator.handle(exchange, path);
    } else if (path.equals("/metrics")) {
      allow(exchange, "GET");
      byte[] text = metrics.get().getBytes(StandardCharsets.UTF_8);
      Reply.send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", text);
    } else if (path.equals("/") || path.startsWith("/assets/")) {
      allow(exchange, "GET");
      assets.serve(exchange, path);
    } else {
      throw KioskProblem.notFound();
    }
  }

  private static boolean isBelow(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }
}
