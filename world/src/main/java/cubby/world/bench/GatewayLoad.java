package cubby.world.bench;

import com.google.protobuf.ByteString;
import cubby.gateway.app.port.Messenger;
import cubby.world.site.Ports;
import cubby.world.site.SimulatedSite;
import cubby.world.site.SiteGateway;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A gateway with a cabinet for each rider, and how many deposits it can take. */
final class GatewayLoad implements AutoCloseable {
  /** Each with a cabinet of its own. */
  static final int RIDERS = 32;

  private static final int MOST_WAIT_SECONDS = 60;
  private static final int DOORS = 8;
  private static final Pattern CODE = Pattern.compile("(?<!\\d)(\\d{4,8})(?!\\d)");

  /** Runs ahead of the real time, so that the limits for people do not limit the measurement. */
  private final AtomicLong aheadSeconds = new AtomicLong();

  private final Map<String, String> signInCodes = new ConcurrentHashMap<>();
  private final Semaphore readyMessages = new Semaphore(0);
  private final List<Ingest.Cabinet> cabinets = new ArrayList<>();
  private final int httpPort = Ports.free();
  private final int mqttPort = Ports.free();
  private final SiteGateway gateway;

  private GatewayLoad(Path folder, List<SimulatedSite.Cabinet> models) throws Exception {
    this.gateway =
        SiteGateway.start(
            new SiteGateway.Place(
                folder.resolve("deposits"),
                httpPort,
                mqttPort,
                "http://localhost:" + httpPort,
                models),
            Duration.ofMinutes(2),
            () -> Instant.now().plusSeconds(aheadSeconds.get()),
            this::keep);
  }

  /** A gateway that knows so many cabinets, none of them connected. */
  static GatewayLoad start(Path folder, int count) throws Exception {
    List<SimulatedSite.Cabinet> models = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "load-%04d".formatted(i);
      models.add(new SimulatedSite.Cabinet(id, id, "PARCEL", "scripted"));
    }
    GatewayLoad load = new GatewayLoad(folder, models);
    for (SimulatedSite.Cabinet model : models) {
      ByteString secret = ByteString.copyFromUtf8(load.gateway.enrol(model).secret());
      load.cabinets.add(new Ingest.Cabinet(model.id(), secret));
    }
    return load;
  }

  /** Deposits a second, each from the rider's request to the committed message to the recipient. */
  double depositsPerSecond(int from, int riders, int depositsPerRider) throws Exception {
    EventLoopGroup loop = RawClient.oneThread();
    CountDownLatch ready = new CountDownLatch(riders);
    CompletableFuture<Void> broken = new CompletableFuture<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(riders)) {
      List<LeanHttp> sessions = new ArrayList<>();
      for (int i = 0; i < riders; i++) {
        Ingest.Cabinet cabinet = cabinets.get(from + i);
        RawClient.open(
                loop,
                mqttPort,
                () -> new Scripted(cabinet, DOORS, ready::countDown, broken::completeExceptionally))
            .sync();
        sessions.add(signIn("1380001%04d".formatted(from + i)));
      }
      if (!ready.await(MOST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("not every cabinet was let in");
      }
      awaitFree(sessions.getLast(), cabinets.get(from + riders - 1).id());
      long start = System.nanoTime();
      List<Future<@Nullable Void>> running = new ArrayList<>();
      for (int i = 0; i < riders; i++) {
        LeanHttp http = sessions.get(i);
        String cabinet = cabinets.get(from + i).id();
        running.add(threads.submit(() -> deposit(http, cabinet, depositsPerRider)));
      }
      for (Future<@Nullable Void> one : running) {
        one.get();
      }
      int total = riders * depositsPerRider;
      if (!readyMessages.tryAcquire(total, MOST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "messages are missing: " + readyMessages.availablePermits());
      }
      return total / ((System.nanoTime() - start) / 1e9);
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  @Override
  public void close() throws Exception {
    gateway.close();
  }

  private @Nullable Void deposit(LeanHttp http, String cabinet, int count) throws IOException {
    int done = 0;
    while (done < count) {
      aheadSeconds.addAndGet(1);
      int status =
          http.post(
                  "/api/v1/cabinets/" + cabinet + "/deposits",
                  "{\"size\":\"M\",\"low\":false,\"recipientPhone\":\"13900000001\","
                      + "\"consent\":true}")
              .status();
      // 409: all doors wait for their events; the next try finds one. 429: the clock runs ahead.
      if (status == 201) {
        done++;
      } else if (status != 409 && status != 429) {
        throw new IllegalStateException("a deposit was answered " + status);
      }
    }
    return null;
  }

  private LeanHttp signIn(String phone) throws Exception {
    aheadSeconds.addAndGet(60);
    LeanHttp http = new LeanHttp(httpPort);
    http.post("/api/v1/sign-in/codes", "{\"phone\":\"" + phone + "\"}").expect(202);
    String code = awaitCode(phone);
    http.post("/api/v1/sign-in/sessions", "{\"phone\":\"" + phone + "\",\"code\":\"" + code + "\"}")
        .expect(201);
    return http;
  }

  private String awaitCode(String phone) throws InterruptedException {
    for (int waited = 0; waited < MOST_WAIT_SECONDS * 200; waited++) {
      for (Map.Entry<String, String> entry : signInCodes.entrySet()) {
        if (entry.getKey().endsWith(phone)) {
          return entry.getValue();
        }
      }
      Thread.sleep(5);
    }
    throw new IllegalStateException("no sign-in code came");
  }

  /** Until the gateway has dealt with the last hello. */
  private static void awaitFree(LeanHttp http, String cabinet) throws Exception {
    for (int waited = 0; waited < MOST_WAIT_SECONDS * 20; waited++) {
      if (http.get("/api/v1/cabinets/" + cabinet).body().path("connected").asBoolean()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException(cabinet + " did not connect");
  }

  private CompletableFuture<@Nullable Void> keep(Messenger.Message message) {
    switch (message.kind()) {
      case SIGN_IN_CODE -> {
        Matcher matcher = CODE.matcher(message.text());
        if (matcher.find()) {
          signInCodes.put(message.phone(), matcher.group(1));
        }
      }
      case DEPOSIT_READY -> readyMessages.release();
      default -> {
        // Reminders and the like are not counted.
      }
    }
    return CompletableFuture.completedFuture(null);
  }
}
