package cubby.gateway.adapter.webhook;

import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Partners.Delivery;
import cubby.gateway.app.port.WebhookSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends webhooks: no redirects, ten seconds, public addresses only. The name is looked up and
 * judged right before the request; the client's own look-up follows within the JDK's name cache, so
 * both see the same addresses.
 */
public final class HttpWebhookSender implements WebhookSender, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int THREADS = 2;
  private static final int MAX_WAITING = 64;

  private final TargetRules rules;
  private final Clock clock;
  private final ThreadPoolExecutor threads;
  private @Nullable HttpClient client;
  private boolean closed;

  /**
   * @param demo whether http to this machine is allowed
   */
  public HttpWebhookSender(boolean demo, Clock clock) {
    this.rules = new TargetRules(demo);
    this.clock = clock;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("webhook-", 0).daemon().factory());
  }

  @Override
  public Optional<String> objection(String url) {
    return rules.objection(url);
  }

  @Override
  public CompletionStage<Result> send(Delivery delivery, String secret) {
    Optional<String> objection = rules.objection(delivery.url());
    if (objection.isPresent()) {
      return CompletableFuture.completedFuture(new Result.Refused("address not allowed"));
    }
    URI target = URI.create(delivery.url());
    try {
      return CompletableFuture.supplyAsync(() -> judge(target), threads)
          .thenCompose(refusal ->
              refusal
                  .map(CompletableFuture::completedFuture)
                  .orElseGet(() -> request(target, delivery, secret)))
          .orTimeout(TIMEOUT.toSeconds() + 5, TimeUnit.SECONDS)
          .exceptionally(HttpWebhookSender::reasonOf);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(new Result.Refused("too many at once"));
    }
  }

  /** Looks the name up, which blocks; a refusal where any of its addresses is not allowed. */
  private Optional<Result> judge(URI target) {
    try {
      for (InetAddress address : InetAddress.getAllByName(target.getHost())) {
        if (!rules.allows(address)) {
          return Optional.of(new Result.Refused("address not allowed"));
        }
      }
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of(new Result.Refused("unknown host"));
    }
  }

  private CompletableFuture<Result> request(URI target, Delivery delivery, String secret) {
    String body = bodyOf(delivery);
    long timestamp = clock.now().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Cubby-Webhooks/1")
            .header("webhook-id", delivery.eventId())
            .header("webhook-timestamp", Long.toString(timestamp))
            .header(
                "webhook-signature",
                WebhookSignature.of(secret, delivery.eventId(), timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client()
        .sendAsync(request, _ -> new Unread())
        .thenApply(response -> resultOf(response.statusCode()));
  }

  /**
   * The answer's content means nothing. Even to discard it would let a server that never ends it
   * keep a connection and our time for ever: the request's time-out ends with the headers.
   */
  private static final class Unread implements HttpResponse.BodySubscriber<Boolean> {
    @Override
    public CompletionStage<Boolean> getBody() {
      return CompletableFuture.completedFuture(true);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
      // What was on its way before the end.
    }

    @Override
    public void onError(Throwable failure) {
      // The status is known, and nothing else is asked.
    }

    @Override
    public void onComplete() {
      // The answer had no content.
    }
  }

  /**
   * Made for the first delivery: the trusted certificates take a tenth of a second to read, which
   * few gateways need at their start, and some never.
   */
  private synchronized HttpClient client() {
    if (closed) {
      throw new RejectedExecutionException("closed");
    }
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .connectTimeout(TIMEOUT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      client = known;
    }
    return known;
  }

  /** The same bytes in every attempt. The parts are ours: a type from a closed list, JSON. */
  static String bodyOf(Delivery delivery) {
    return "{\"type\":\""
        + delivery.type()
        + "\",\"timestamp\":\""
        + delivery.at()
        + "\",\"data\":"
        + delivery.json()
        + "}";
  }

  private static Result resultOf(int status) {
    if (status >= 200 && status < 300) {
      return new Result.Accepted();
    }
    return status == 410 ? new Result.Gone() : new Result.Refused("status " + status);
  }

  private static Result reasonOf(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new Result.Refused(
        switch (cause) {
          case HttpTimeoutException e -> "timed out";
          case java.util.concurrent.TimeoutException e -> "timed out";
          case IOException e -> "not reachable";
          default -> cause.getClass().getSimpleName();
        });
  }

  @Override
  public synchronized void close() {
    threads.shutdownNow();
    closed = true;
    if (client != null) {
      client.shutdownNow();
    }
  }
}
