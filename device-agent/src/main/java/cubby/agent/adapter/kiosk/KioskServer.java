package cubby.agent.adapter.kiosk;

import com.sun.net.httpserver.HttpServer;
import cubby.agent.app.Cabinet;
import cubby.hardware.Timeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of the cabinet's own screen, on 127.0.0.1 only. A virtual thread a request; the
 * number of connections is limited.
 */
public final class KioskServer implements AutoCloseable {
  private static final int BACKLOG = 16;

  static {
    // The JDK's server reads these once. Without the first, an answer in two writes waits for a
    // delayed acknowledgement (40 ms); the second is the limit of open connections per server.
    setDefault("sun.net.httpserver.nodelay", "true");
    setDefault("jdk.httpserver.maxConnections", "64");
  }

  private final HttpServer http;
  private final ExecutorService requests;
  private final KioskApi kiosk;
  private final @Nullable SimulatorApi simulator;

  private KioskServer(
      HttpServer http, ExecutorService requests, KioskApi kiosk, @Nullable SimulatorApi simulator) {
    this.http = http;
    this.requests = requests;
    this.kiosk = kiosk;
    this.simulator = simulator;
  }

  /**
   * Starts to serve.
   *
   * @param port 0 = any free one
   * @param timeline the one that the cabinet runs on
   * @param connected whether the gateway is in reach
   * @param panel null at a real cabinet
   * @param metrics in Prometheus' text format
   * @throws IOException where the port is taken
   */
  public static KioskServer start(
      int port,
      KioskIdentity identity,
      Cabinet cabinet,
      Timeline timeline,
      BooleanSupplier connected,
      @Nullable SimulatorPanel panel,
      Supplier<String> metrics)
      throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    KioskApi kiosk = new KioskApi(identity, cabinet, timeline, connected);
    SimulatorApi simulator = panel == null ? null : new SimulatorApi(panel);
    ExecutorService requests =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("kiosk-", 0).factory());
    http.createContext("/", new Router(kiosk, simulator, metrics));
    http.setExecutor(requests);
    http.start();
    return new KioskServer(http, requests, kiosk, simulator);
  }

  /** The port that it listens on. */
  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    kiosk.close();
    if (simulator != null) {
      simulator.close();
    }
    http.stop(0);
    requests.shutdownNow();
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
