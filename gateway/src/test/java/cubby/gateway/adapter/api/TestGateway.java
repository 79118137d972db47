package cubby.gateway.adapter.api;

import cubby.gateway.adapter.host.SecureEntropy;
import cubby.gateway.adapter.http.HttpServer;
import cubby.gateway.adapter.http.HttpSettings;
import cubby.gateway.adapter.metrics.PrometheusMeters;
import cubby.gateway.adapter.notify.DemoInbox;
import cubby.gateway.adapter.qr.QrSvg;
import cubby.gateway.adapter.store.SqliteStore;
import cubby.gateway.adapter.webhook.HttpWebhookSender;
import cubby.gateway.app.account.Secrets;
import cubby.gateway.app.account.SignInService;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.webhook.PartnerAccessService;
import cubby.gateway.app.webhook.WebhookCourier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The interface on a free port, with a real store, real sign-in and a fake desk behind it. */
final class TestGateway implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();

  final TestClock clock = new TestClock(Instant.parse("2026-11-23T08:00:00Z"));
  final FakeDesk desk = new FakeDesk();
  final DemoInbox inbox = new DemoInbox(clock);
  final PrometheusMeters meters = new PrometheusMeters();
  final SignInService signIns;
  final PartnerAccessService partners;
  final WebhookCourier courier;
  final SqliteStore store;
  final GatewayApi api;
  final HttpServer server;
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpWebhookSender sender;

  TestGateway(Path folder, boolean demo, Function<HttpSettings, HttpSettings> change) {
    TestVault vault = new TestVault();
    Secrets secrets = new Secrets(new SecureEntropy());
    store = SqliteStore.open(folder.resolve("gateway.db"));
    sender = new HttpWebhookSender(true, clock);
    signIns = new SignInService(store, vault, clock, secrets, inbox, meters);
    partners = new PartnerAccessService(store, vault, clock, secrets, sender);
    courier = new WebhookCourier(store, vault, clock, sender, meters);
    api =
        new GatewayApi(
            new GatewayApi.UseCases(desk, desk, desk, desk, partners, signIns, desk),
            new GatewayApi.Surroundings(
                URI.create("http://cubby.test"),
                demo ? Optional.of(new Demo()) : Optional.empty(),
                () -> store.write(tx -> true),
                meters::scrape,
                QrSvg::of,
                clock,
                System::nanoTime,
                meters));
    try {
      server =
          HttpServer.start(
              change.apply(HttpSettings.of("127.0.0.1", 0, false, false)), api.handler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TestGateway start(Path folder) {
    return new TestGateway(folder, true, settings -> settings);
  }

  /** What came back. */
  record Answer(int status, HttpResponse<String> http) {
    JsonNode json() {
      return JSON.readTree(http.body());
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    String problem() {
      return header("Content-Type").equals("application/problem+json")
          ? json().path("type").stringValue()
          : "no problem: " + status;
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  Answer get(String path, String... headers) {
    return call("GET", path, null, headers);
  }

  /** A call as a page of this site makes it. */
  Answer post(String path, String body, String... headers) {
    String[] all = new String[headers.length + 4];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    all[headers.length + 2] = "Sec-Fetch-Site";
    all[headers.length + 3] = "same-origin";
    return call("POST", path, body, all);
  }

  Answer call(String method, String path, @Nullable String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs a rider in by the code in the inbox; answers the Cookie header's value. */
  String signInRider(String phone) {
    post("/api/v1/sign-in/codes", "{\"phone\":\"" + phone + "\",\"language\":\"en\"}");
    Answer answer =
        post(
            "/api/v1/sign-in/sessions",
            "{\"phone\":\"" + phone + "\",\"code\":\"" + lastCode() + "\"}");
    return cookieOf(answer);
  }

  String signInManager() {
    String token = await(signIns.newManagerLink());
    return cookieOf(post("/api/v1/manager/sessions", "{\"token\":\"" + token + "\"}"));
  }

  static String cookieOf(Answer answer) {
    return answer.header("Set-Cookie").split(";", -1)[0];
  }

  /** The six digits in the newest message. */
  String lastCode() {
    String text = inbox.messages().getFirst().message().text();
    return text.replaceAll("(?s).*?(?<![0-9])([0-9]{6})(?![0-9]).*", "$1");
  }

  String partnerKey() {
    return await(partners.issueKey("Swift"));
  }

  /** An event as the desk writes it. */
  void tell(String partner, String id, String type, String json) {
    await(
        store.write((Tx tx) -> {
          tx.webhookEvents().add(id, partner, type, "d1", json, clock.now());
          return true;
        }));
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    server.close();
    sender.close();
    store.close();
    client.close();
  }

  private final class Demo implements DemoDesk {
    @Override
    public List<DemoMessage> messages() {
      return inbox.messages().stream()
          .map(m -> new DemoMessage(m.at(), m.message().phone(), m.message().text()))
          .toList();
    }

    @Override
    public CompletionStage<DemoView> view() {
      return CompletableFuture.completedFuture(
          new DemoView(
              List.of(new DemoCabinet("east-1", "East", "PARCEL", "http://x/c/east-1", "")),
              "http://x/manage/sign-in#t"));
    }
  }
}
