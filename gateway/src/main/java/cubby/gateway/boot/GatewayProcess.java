package cubby.gateway.boot;

import cubby.gateway.adapter.api.GatewayApi;
import cubby.gateway.adapter.host.SecureEntropy;
import cubby.gateway.adapter.host.SystemClock;
import cubby.gateway.adapter.http.HttpServer;
import cubby.gateway.adapter.http.HttpSettings;
import cubby.gateway.adapter.mqtt.MqttEndpoint;
import cubby.gateway.adapter.mqtt.MqttLimits;
import cubby.gateway.adapter.mqtt.MqttPortException;
import cubby.gateway.adapter.mqtt.MqttSettings;
import cubby.gateway.adapter.notify.DemoInbox;
import cubby.gateway.adapter.notify.LogMessenger;
import cubby.gateway.adapter.notify.PrintMessenger;
import cubby.gateway.adapter.qr.QrSvg;
import cubby.gateway.app.GatewayCore;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Entropy;
import cubby.gateway.app.port.Messenger;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway. Closing it ends it in order; a second close does nothing. */
public final class GatewayProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);

  private final GatewaySettings settings;
  private final GatewayParts parts;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final LateLink link = new LateLink();
  private final LateHandler handler = new LateHandler();
  private final HttpServer http;
  private final MqttEndpoint mqtt;
  private final GatewayCore core;
  private final URI publicUrl;

  private GatewayProcess(
      GatewaySettings settings, Clock clock, Entropy entropy, Messenger messenger)
      throws IOException {
    this.settings = settings;
    try {
      parts = started(new GatewayParts(settings, clock, entropy, messenger));
      http = started(listenHttp());
      publicUrl = settings.http().publicUrl().orElse(localUrl());
      core = parts.core(link, publicUrl.toString());
      mqtt = started(listenMqtt());
      link.connect(mqtt);
      handler.ready(api(messenger).handler());
      started(new Ticks(parts, core)).start();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    LOG.info("the gateway serves people at {} and cabinets at port {}", publicUrl, mqtt.port());
  }

  /**
   * Starts with the machine's clock, entropy and the sender that the settings name.
   *
   * @throws PortTakenException where a port cannot be used
   * @throws IOException where the data folder cannot be used
   */
  public static GatewayProcess start(GatewaySettings settings) throws IOException {
    Clock clock = new SystemClock();
    return start(settings, clock, new SecureEntropy(), messenger(settings, clock));
  }

  /**
   * Starts.
   *
   * @param messenger a {@link DemoInbox} is shown on the demo's start page
   * @throws PortTakenException where a port cannot be used
   * @throws IOException where the data folder cannot be used
   */
  public static GatewayProcess start(
      GatewaySettings settings, Clock clock, Entropy entropy, Messenger messenger)
      throws IOException {
    return new GatewayProcess(settings, clock, entropy, messenger);
  }

  private static Messenger messenger(GatewaySettings settings, Clock clock) {
    if (settings.demo()) {
      return new DemoInbox(clock);
    }
    return switch (settings.messages()) {
      case LOG -> new LogMessenger();
      case PRINT -> new PrintMessenger(System.out);
    };
  }

  private <C extends AutoCloseable> C started(C part) {
    running.push(part);
    return part;
  }

  private HttpServer listenHttp() throws IOException {
    GatewaySettings.Http wish = settings.http();
    boolean secure = wish.publicUrl().map(url -> "https".equals(url.getScheme())).orElse(false);
    try {
      return HttpServer.start(
          HttpSettings.of(wish.bind(), wish.port(), wish.behindProxy(), secure), handler);
    } catch (BindException e) {
      throw new PortTakenException("http.port", wish.port(), e);
    }
  }

  private MqttEndpoint listenMqtt() throws IOException {
    GatewaySettings.Mqtt wish = settings.mqtt();
    int loops = Math.min(2, Runtime.getRuntime().availableProcessors());
    MqttSettings listening =
        new MqttSettings(wish.bind(), wish.port(), wish.tls(), loops, MqttLimits.DEFAULTS);
    try {
      return MqttEndpoint.start(listening, core.enrolment(), core.inbox(), parts.counts);
    } catch (MqttPortException e) {
      throw new PortTakenException("mqtt.port", wish.port(), e);
    }
  }

  private GatewayApi api(Messenger messenger) {
    GatewayApi api =
        new GatewayApi(
            new GatewayApi.UseCases(
                core.cabinets(),
                core.deposits(),
                core.pickups(),
                core.partners(),
                parts.partners,
                parts.signIns,
                core.live()),
            new GatewayApi.Surroundings(
                publicUrl,
                settings.demo()
                    ? Optional.of(new DemoStart(settings, publicUrl, messenger, this::newLink))
                    : Optional.empty(),
                () -> parts.store.write(tx -> Boolean.TRUE),
                parts.meters::scrape,
                QrSvg::of,
                parts.clock,
                System::nanoTime,
                parts.meters));
    parts.meters.gauge("cubby.http.connections", "Open HTTP connections", http::connections);
    parts.meters.gauge("cubby.http.streams", "Open live streams", api::openStreams);
    parts.meters.gauge(
        "cubby.http.turned.away", "HTTP connections over the limit", http::turnedAway);
    parts.meters.gauge(
        "cubby.mqtt.connections", "Open MQTT sockets, authenticated or not", mqtt::openConnections);
    return api;
  }

  private URI localUrl() {
    return URI.create("http://localhost:" + http.port());
  }

  /** The port of the pages and the interface. */
  public int httpPort() {
    return http.port();
  }

  /** The port for cabinets. */
  public int mqttPort() {
    return mqtt.port();
  }

  /** Where browsers find the pages; no slash at the end. */
  public URI publicUrl() {
    return publicUrl;
  }

  /** A new one-time link that signs a manager in, good for one day. A right: never log it. */
  public String managerLink() {
    return newLink().toCompletableFuture().join();
  }

  private CompletionStage<String> newLink() {
    return parts.signIns.newManagerLink().thenApply(t -> publicUrl + "/manage/sign-in#" + t);
  }

  /** Makes a partner and answers its key, which is shown this once. */
  public String issuePartnerKey(String name) {
    return parts.partners.issueKey(name).toCompletableFuture().join();
  }

  /**
   * Gives a cabinet new secrets; those that it had are void.
   *
   * @throws IllegalArgumentException where the id can be no cabinet's
   */
  public EnrolmentFiles enrol(String cabinet) {
    return parts.enrol(core, cabinet);
  }

  /** In the opposite order of the start: first nobody comes in any more, last the store. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      AutoCloseable part = running.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("{} did not end cleanly", part.getClass().getSimpleName(), e);
      }
    }
  }
}
