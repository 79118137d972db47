package cubby.world.sim;

import cubby.gateway.app.Fleet;
import cubby.gateway.app.GatewayCore;
import cubby.gateway.app.port.CabinetInbox;
import cubby.gateway.app.port.CabinetLink;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.port.Partners;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.webhook.WebhookCourier;
import cubby.gateway.domain.site.SiteSettings;
import cubby.hardware.sim.VirtualTimeline;
import cubby.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The gateway: production's core on a disk that outlives it, killed and started again. */
final class SimGateway implements CabinetLink {
  /** When every world begins. */
  static final Instant BEGINNING = Instant.parse("2026-11-23T08:00:00Z");

  /** The one endpoint of the one partner. */
  static final String EAR = "ear";

  static final Duration GRACE = Duration.ofSeconds(30);

  private static final long TICK_MILLIS = 1_000;

  /** Pauses grow with each failure; after three the next is still soon. */
  private static final int MAX_FAILURES = 3;

  private final VirtualTimeline timeline;
  private final Chance chance;
  private final Weathers weather;
  private final History history;
  private final Parts parts;
  private final Storage storage;
  private final OpenVault vault = new OpenVault();
  private final Keys keys;
  private final Referee referee;
  private final Map<String, Wire> wires = new TreeMap<>();
  private final Map<String, byte[]> cabinetKeys = new TreeMap<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final List<Consumer<Messenger.Message>> phones = new ArrayList<>();
  private final Fleet fleet;
  private final SimClock clock;
  private final Versions versions;
  private final Ear ear;
  private Life life;
  private @Nullable GatewayCore core;

  SimGateway(
      List<String> cabinets,
      VirtualTimeline timeline,
      Chance chance,
      Weathers weather,
      History history,
      Keys keys,
      Parts parts) {
    this.timeline = timeline;
    this.chance = chance;
    this.weather = weather;
    this.history = history;
    this.keys = keys;
    this.parts = parts;
    this.storage = parts.storage(weather, history);
    this.life = newLife();
    this.referee = new Referee(history, storage.books(), vault, timeline);
    this.clock = new SimClock(timeline, BEGINNING, "gateway", history);
    this.versions = new Versions(weather, keys.signer(), history);
    this.ear = new Ear(timeline, chance.branch(), weather, history);
    this.fleet = new Fleet(cabinets.stream().map(SimGateway::place).toList());
  }

  private Life newLife() {
    return new Life(
        timeline,
        this::died,
        point -> {
          boolean dies = parts.dies("gateway", point);
          if (dies) {
            history.killed(point, "gateway");
          }
          return dies;
        });
  }

  private static Fleet.Place place(String cabinet) {
    SiteSettings d = SiteSettings.defaults();
    SiteSettings quick =
        new SiteSettings(
            new SiteSettings.Schedule(List.of(Duration.ofMinutes(5)), Duration.ofMinutes(10)),
            d.meal(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            GRACE,
            0,
            Map.of(),
            "en");
    return new Fleet.Place(cabinet, "Cabinet " + cabinet, "PARCEL", "Riverside", quick);
  }

  /** What cabinets trust. */
  Keys keys() {
    return keys;
  }

  Referee referee() {
    return referee;
  }

  Books books() {
    return storage.books();
  }

  OpenVault vault() {
    return vault;
  }

  /** The gateway's wall clock. */
  SimClock clock() {
    return clock;
  }

  Versions versions() {
    return versions;
  }

  Ear ear() {
    return ear;
  }

  private Clock time() {
    return new Clock() {
      @Override
      public Instant now() {
        return clock.now();
      }

      @Override
      public long monotonicMillis() {
        return timeline.uptimeMillis();
      }
    };
  }

  boolean isAlive() {
    return core != null && life.isAlive();
  }

  /** The core as people reach it; null while the gateway is down. */
  @Nullable GatewayCore core() {
    return isAlive() ? core : null;
  }

  void wire(String cabinet, Wire wire) {
    wires.put(cabinet, wire);
  }

  /** Calls with every text that reaches a phone. */
  void listen(Consumer<Messenger.Message> phone) {
    phones.add(phone);
  }

  /** A platform is there, and wants to hear of everything. */
  void partner() {
    String partner = Courier.PLATFORM.partnerId();
    Partners.Endpoint endpoint =
        new Partners.Endpoint(
            EAR,
            partner,
            "https://platform.example/ear",
            vault.seal("whsec_c2ltdWxhdGlvbg=="),
            List.of(
                "deposit.stored",
                "deposit.collected",
                "deposit.overdue",
                "deposit.taken_back",
                "deposit.cancelled",
                "deposit.failed"),
            BEGINNING,
            null);
    storage.prepare(tx -> {
      tx.partners().add(partner, "Platform", vault.index("partner-key", partner), BEGINNING);
      tx.partners().addEndpoint(endpoint);
    });
  }

  /** Starts a process on what the disk holds. */
  void start() {
    life = newLife();
    history.step("gateway", "starts");
    Store<Tx> store = storage.open(life, chance.branch());
    WebhookCourier courier =
        new WebhookCourier(store, vault, time(), parts.ear(ear), new Uncounted());
    GatewayCore next =
        new GatewayCore(
            new GatewayCore.Outside(
                store,
                time(),
                chance.branch(),
                vault,
                this::deliver,
                parts.link(this),
                keys.signer(),
                Runnable::run,
                what -> history.step("gateway", "counts " + what),
                fleet,
                "https://cubby.example"));
    Life mine = life;
    var unused =
        next.start()
            .thenAccept(_ -> {
              core = next;
              mine.after(TICK_MILLIS, () -> tick(mine, next, courier));
            });
  }

  private void tick(Life mine, GatewayCore core, WebhookCourier courier) {
    core.tick(clock.now());
    var unused = courier.tick();
    mine.after(TICK_MILLIS, () -> tick(mine, core, courier));
  }

  /** Lets a cabinet in; keeps its key for its agent. */
  void enrol(String cabinet) {
    GatewayCore present = core;
    if (present == null) {
      throw new IllegalStateException("the gateway is not up yet");
    }
    var unused =
        present
            .enrolment()
            .enrol(cabinet)
            .thenAccept(enrolled -> cabinetKeys.put(cabinet, enrolled.cabinetKey()));
  }

  byte[] cabinetKey(String cabinet) {
    byte[] key = cabinetKeys.get(cabinet);
    if (key == null) {
      throw new IllegalStateException(cabinet + " is not enrolled");
    }
    return key;
  }

  /** Kills the process from outside. */
  void kill() {
    if (life.isAlive()) {
      history.fault("gateway killed", "gateway", "");
      life.end();
      died();
    }
  }

  private void died() {
    storage.crashed();
    core = null;
    wires.values().forEach(Wire::gatewayDied);
    timeline.after(chance.between(1_000, 8_000), this::start);
  }

  /** Lets the process hear something from its cabinets, if it is up. */
  void run(Consumer<CabinetInbox> call) {
    GatewayCore present = core;
    if (present != null) {
      life.run(() -> call.accept(present.inbox()));
    }
  }

  private CompletionStage<Void> deliver(Messenger.Message message) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    Life mine = life;
    int failed = failures.getOrDefault(message.id(), 0);
    if (failed < MAX_FAILURES && chance.hits(weather.now().extremes().messengerFails())) {
      failures.put(message.id(), failed + 1);
      history.fault("text not sent", "messenger", message.kind().name());
      return CompletableFuture.failedStage(new IllegalStateException("the messenger is away"));
    }
    mine.point("before a text");
    timeline.after(
        chance.between(100, 2_000),
        () -> {
          history.step("phone", message.kind().name());
          phones.forEach(phone -> phone.accept(message));
          mine.run(() -> complete(sent));
        });
    mine.point("after a text");
    return sent;
  }

  @SuppressWarnings("NullAway") // Void has no other value
  private static void complete(CompletableFuture<Void> stage) {
    stage.complete(null);
  }

  @Override
  public Sent send(String cabinet, Topic topic, byte[] payload) {
    Wire wire = wires.get(cabinet);
    if (wire == null || !isAlive()) {
      return Sent.NOT_CONNECTED;
    }
    life.point("before sending " + topic);
    referee.sent(cabinet, topic, payload);
    Sent sent = wire.send(topic, versions.down(cabinet, topic, payload));
    life.point("after sending " + topic);
    return sent;
  }

  @Override
  public void disconnect(String cabinet) {
    Wire wire = wires.get(cabinet);
    if (wire != null) {
      wire.cut();
    }
  }
}
