package cubby.world.bench;

import cubby.agent.app.Cabinet;
import cubby.gateway.app.port.Messenger;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.world.site.CabinetFolder;
import cubby.world.site.Ports;
import cubby.world.site.SimulatedSite;
import cubby.world.site.SiteCabinet;
import cubby.world.site.SiteGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The way from a recipient's phone to the coil: HTTP, the gateway's commit, signature, MQTT,
 * verification, the cabinet's commit, the pulse. Items are never taken out, so that the same links
 * open again and again.
 */
final class OpenOverHttp implements AutoCloseable {
  private static final SimulatedSite.Cabinet CABINET =
      new SimulatedSite.Cabinet("bench", "Bench", "PARCEL", "bench-16");
  private static final int MOST_WAIT_MILLIS = 20_000;
  private static final int DEPOSITS_PER_RIDER = 8;
  private static final String STANDING_THERE = "{\"standingInFront\":true}";
  private static final Pattern LINK = Pattern.compile("/p/([A-Za-z0-9_-]{20,})");
  private static final Pattern CODE = Pattern.compile("(?<!\\d)(\\d{4,8})(?!\\d)");

  /** Runs ahead of the real time, so that the limits for people do not limit the measurement. */
  private final AtomicLong aheadSeconds = new AtomicLong();

  private final BlockingQueue<Messenger.Message> messages = new LinkedBlockingQueue<>(10_000);
  private final BlockingQueue<Long> energised = new LinkedBlockingQueue<>(10_000);
  private final List<Item> items = new ArrayList<>();
  private final SiteGateway gateway;
  private final SiteCabinet cabinet;
  private final LeanHttp http;
  private int next;

  private record Item(int door, String token) {}

  private OpenOverHttp(Path folder) throws Exception {
    int port = Ports.free();
    int mqttPort = Ports.free();
    String url = "http://localhost:" + port;
    this.gateway =
        SiteGateway.start(
            new SiteGateway.Place(folder.resolve("gateway"), port, mqttPort, url, List.of(CABINET)),
            Duration.ofHours(1),
            () -> Instant.now().plusSeconds(aheadSeconds.get()),
            this::keep);
    CabinetFolder secrets = new CabinetFolder(folder.resolve(CABINET.id()));
    gateway.enrol(CABINET, secrets);
    this.cabinet =
        SiteCabinet.start(
            CABINET, BenchCabinet.profile(), secrets, new SiteCabinet.Place(mqttPort, 0, url));
    this.http = new LeanHttp(port);
    cabinet
        .plant()
        .listenToCoils(change -> {
          if (change.energised()) {
            boolean unused = energised.offer(System.nanoTime());
          }
        });
  }

  /** A gateway and a cabinet with an item and a link behind each door. */
  static OpenOverHttp start(Path folder) throws Exception {
    OpenOverHttp bench = new OpenOverHttp(folder);
    try {
      bench.await("the cabinet's connection", bench.cabinet.agent()::isConnected);
      bench.fill();
      return bench;
    } catch (Exception e) {
      bench.close();
      throw e;
    }
  }

  /**
   * From the first byte of the request to the coil's current, in nanoseconds. Begins when nothing
   * of an earlier opening is under way any more: all doors are shut, and the gateway has committed
   * all that the cabinet has told.
   */
  long httpToCoil() throws Exception {
    settle();
    Item item = items.get(next++ % items.size());
    aheadSeconds.addAndGet(10);
    energised.clear();
    long before = cabinet.agent().cabinet().snapshot().lastSequence();
    long start = System.nanoTime();
    http.send(openPath(item), STANDING_THERE);
    Long coil = energised.poll(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    http.read().expect(202);
    if (coil == null) {
      throw new IllegalStateException("door " + item.door() + " did not open");
    }
    // The coil is on before the decision can be seen.
    await("decision", () -> cabinet.agent().cabinet().snapshot().lastSequence() > before);
    return coil - start;
  }

  /**
   * Opens doors in waves of all of them, so that the way is about as warm as the floor beside it
   * and as a gateway that has been up for a day.
   *
   * @param most ends earlier than that many openings where this much time is over
   */
  void warmUp(int openings, Duration most) throws Exception {
    long end = System.nanoTime() + most.toNanos();
    for (int opened = 0; opened < openings && System.nanoTime() < end; opened += items.size()) {
      settle();
      aheadSeconds.addAndGet(10);
      for (Item item : items) {
        http.post(openPath(item), STANDING_THERE).expect(202);
      }
    }
    settle();
  }

  private static String openPath(Item item) {
    return "/api/v1/pickups/" + item.token() + "/open";
  }

  /** Waits until nothing is under way. */
  void settle() throws InterruptedException {
    await("rest", () -> areReady() && isTold());
  }

  private boolean areReady() {
    return items.stream().allMatch(item -> isReady(item.door()));
  }

  private boolean isTold() {
    Cabinet.Snapshot now = cabinet.agent().cabinet().snapshot();
    return now.committedThrough() == now.lastSequence();
  }

  @Override
  public void close() throws Exception {
    http.close();
    cabinet.close();
    gateway.close();
  }

  private void fill() throws Exception {
    for (int i = 0; i < BenchCabinet.DOORS; i++) {
      aheadSeconds.addAndGet(60);
      if (i % DEPOSITS_PER_RIDER == 0) {
        signIn("1380000%04d".formatted(i));
      }
      String recipient = "1390000%04d".formatted(i);
      JsonNode deposit =
          http.post(
                  "/api/v1/cabinets/" + CABINET.id() + "/deposits",
                  """
                  {"size":"M","low":false,"recipientPhone":"%s","consent":true}\
                  """
                      .formatted(recipient))
              .expect(201)
              .body();
      int door = deposit.path("compartment").asInt();
      SimulatedCabinet plant = cabinet.plant();
      await("door " + door + " open", () -> plant.put(door, "item"));
      await("door " + door + " closed over its item", () -> isReady(door));
      items.add(new Item(door, found(LINK, Messenger.Kind.DEPOSIT_READY)));
    }
  }

  private void signIn(String phone) throws Exception {
    http.post("/api/v1/sign-in/codes", "{\"phone\":\"" + phone + "\"}").expect(202);
    String code = found(CODE, Messenger.Kind.SIGN_IN_CODE);
    http.post("/api/v1/sign-in/sessions", "{\"phone\":\"" + phone + "\",\"code\":\"" + code + "\"}")
        .expect(201);
  }

  private CompletableFuture<Void> keep(Messenger.Message message) {
    return messages.offer(message)
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(new IOException("too many messages"));
  }

  private String found(Pattern pattern, Messenger.Kind kind) throws InterruptedException {
    while (true) {
      Messenger.Message message = messages.poll(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
      if (message == null) {
        throw new IllegalStateException("no " + kind + " message came");
      }
      Matcher matcher = pattern.matcher(message.text());
      if (message.kind() == kind && matcher.find()) {
        return matcher.group(1);
      }
    }
  }

  /** Shut and stored; a door that the cabinet has seen open is shut on the way. */
  private boolean isReady(int door) {
    return BenchCabinet.isReady(cabinet.agent().cabinet(), cabinet.plant(), door);
  }

  private void await(String what, BooleanSupplier reached) throws InterruptedException {
    BenchCabinet.await(cabinet.agent().cabinet(), cabinet.plant(), what, reached);
  }
}
