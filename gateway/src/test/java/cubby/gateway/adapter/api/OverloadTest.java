package cubby.gateway.adapter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.adapter.api.TestGateway.Answer;
import cubby.gateway.app.port.Partners.Delivery;
import cubby.gateway.app.port.WebhookSender;
import cubby.gateway.app.webhook.WebhookCourier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than the gateway can do at once. */
class OverloadTest {
  private static final String CODE = "{\"phone\":\"13812345678\",\"language\":\"en\"}";

  @TempDir Path folder;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    gateway = TestGateway.start(folder);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void behindAFullWriterACallIsAnswered503AndCountedAndWorksAgainLater() {
    CountDownLatch hold = new CountDownLatch(1);
    List<CompletionStage<Boolean>> accepted = new ArrayList<>();
    try {
      accepted.add(gateway.store.write(_ -> held(hold)));
      // The writer may take one group out of the queue meanwhile.
      while (!accepted.getLast().toCompletableFuture().isCompletedExceptionally()) {
        accepted.add(gateway.store.write(_ -> held(hold)));
      }
      accepted.removeLast();
      Answer refused = gateway.post("/api/v1/sign-in/codes", CODE);
      assertEquals(503, refused.status());
      assertEquals("/problems/overloaded", refused.problem());
      assertEquals("2", refused.header("Retry-After"));
    } finally {
      hold.countDown();
    }
    accepted.forEach(stage -> assertTrue(TestGateway.await(stage)));
    assertEquals(202, gateway.post("/api/v1/sign-in/codes", CODE).status());
    String counted =
        gateway
            .meters
            .scrape()
            .lines()
            .filter(line -> line.startsWith("cubby_http_requests_seconds_count"))
            .filter(line -> line.contains("sign-in/codes") && line.contains("status=\"503\""))
            .collect(Collectors.joining());
    assertTrue(counted.endsWith(" 1") || counted.endsWith(" 1.0"), counted);
  }

  private static boolean held(CountDownLatch hold) {
    try {
      hold.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void ofManyWebhooksFewAreUnderWayAndEachIsDeliveredOnce() {
    String key = gateway.partnerKey();
    String owner = TestGateway.await(gateway.partners.byKey(key)).orElseThrow().partnerId();
    for (int i = 0; i < 5; i++) {
      String body = "{\"url\":\"http://127.0.0.1:9/" + i + "\",\"events\":[\"deposit.stored\"]}";
      Answer made =
          gateway.post("/api/v1/partner/webhooks", body, "Authorization", "Bearer " + key);
      assertEquals(201, made.status());
    }
    for (int i = 0; i < 6; i++) {
      gateway.tell(owner, "e" + i, "deposit.stored", "{}");
    }
    Holding sender = new Holding();
    WebhookCourier courier =
        new WebhookCourier(gateway.store, new TestVault(), gateway.clock, sender, gateway.meters);
    CompletionStage<Void> first = courier.tick();
    TestGateway.await(sender.sixteen);
    CompletionStage<Void> second = courier.tick();
    TestGateway.await(second);
    assertEquals(16, sender.begun.size(), "no more at once");
    Map<String, Long> each =
        sender.begun.stream().collect(Collectors.groupingBy(Delivery::url, Collectors.counting()));
    assertTrue(each.values().stream().allMatch(count -> count <= 4), each::toString);
    assertEquals(30, TestGateway.await(gateway.courier.backlog()).waiting());

    sender.answer.complete(new WebhookSender.Result.Accepted());
    TestGateway.await(first);
    for (int i = 0; i < 4; i++) {
      TestGateway.await(courier.tick());
    }
    assertEquals(0, TestGateway.await(gateway.courier.backlog()).waiting());
    assertEquals(30, sender.begun.size());
    assertEquals(
        30, sender.begun.stream().map(d -> d.endpointId() + "/" + d.eventId()).distinct().count());
  }

  /** Answers nothing until all are answered. */
  private static final class Holding implements WebhookSender {
    private final List<Delivery> begun = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Result> answer = new CompletableFuture<>();
    private final CompletableFuture<Boolean> sixteen = new CompletableFuture<>();

    @Override
    public Optional<String> objection(String url) {
      return Optional.empty();
    }

    @Override
    public CompletionStage<Result> send(Delivery delivery, String secret) {
      begun.add(delivery);
      if (begun.size() == 16) {
        sixteen.complete(true);
      }
      return answer;
    }
  }
}
