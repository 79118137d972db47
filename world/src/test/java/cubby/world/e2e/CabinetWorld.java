package cubby.world.e2e;

import cubby.gateway.app.port.Messenger;
import cubby.hardware.CabinetProfile;
import cubby.hardware.Profiles;
import cubby.world.site.CabinetFolder;
import cubby.world.site.Ports;
import cubby.world.site.SimulatedSite;
import cubby.world.site.SiteCabinet;
import cubby.world.site.SiteGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A gateway and one parcel cabinet, which can be stopped and started again, and the people around
 * them. Everything goes over real sockets and into real files.
 */
final class CabinetWorld implements AutoCloseable {
  /** The only cabinet. */
  static final String CABINET = "parcel";

  /** Doors are ajar after this, so that a test need not wait two minutes. */
  static final Duration AJAR = Duration.ofSeconds(4);

  private static final SimulatedSite.Cabinet MODEL = SimulatedSite.CABINETS.getFirst();

  private final Path folder;
  private final Inbox inbox = new Inbox();
  private final int httpPort = Ports.free();
  private final int mqttPort = Ports.free();
  private final CabinetProfile profile;
  private volatile Duration ahead = Duration.ZERO;
  private @Nullable SiteGateway gateway;
  private @Nullable SiteCabinet cabinet;
  private @Nullable Client manager;

  private CabinetWorld(Path folder) throws Exception {
    this.folder = folder;
    this.profile = Profiles.load(MODEL.profile());
  }

  /** Both run, and know each other. */
  static CabinetWorld start(Path folder) throws Exception {
    CabinetWorld world = new CabinetWorld(folder);
    try {
      world.startGateway();
      world.startAgent();
      return world;
    } catch (Exception | AssertionError e) {
      world.close();
      throw e;
    }
  }

  void startGateway() throws Exception {
    gateway =
        SiteGateway.start(
            new SiteGateway.Place(
                folder.resolve("gateway"), httpPort, mqttPort, origin(), List.of(MODEL)),
            AJAR,
            () -> Instant.now().plus(ahead),
            inbox);
    manager = null;
    if (cabinet != null) {
      atCabinet().seesConnected(true);
    }
  }

  void stopGateway() throws Exception {
    if (gateway != null) {
      gateway.close();
      gateway = null;
    }
  }

  void startAgent() throws Exception {
    CabinetFolder secrets = new CabinetFolder(folder.resolve(CABINET));
    if (!secrets.isEnrolled()) {
      running(gateway).enrol(MODEL, secrets);
    }
    cabinet =
        SiteCabinet.start(MODEL, profile, secrets, new SiteCabinet.Place(mqttPort, 0, origin()));
    if (gateway != null) {
      atCabinet().seesConnected(true);
      Await.until("the cabinet at the gateway", this::connected);
    }
  }

  void stopAgent() {
    if (cabinet != null) {
      cabinet.close();
      cabinet = null;
    }
  }

  @Override
  public void close() throws Exception {
    stopAgent();
    stopGateway();
  }

  /** The gateway's clock jumps; the cabinet's own does not. */
  void passes(Duration time) {
    ahead = ahead.plus(time);
  }

  Inbox inbox() {
    return inbox;
  }

  /** Somebody who signs in on a new phone. */
  Rider rider(String phone) {
    return Rider.signIn(client(), inbox, phone);
  }

  /** Whoever got the newest pickup link on that phone. */
  Holder recipient(String phone) {
    int count =
        Await.until(
                "the message",
                () -> inbox.on(phone, Messenger.Kind.DEPOSIT_READY),
                found -> !found.isEmpty())
            .size();
    return holder(Inbox.token(inbox.text(phone, Messenger.Kind.DEPOSIT_READY, count)));
  }

  Holder holder(String token) {
    return new Holder(client(), token);
  }

  AtCabinet atCabinet() {
    return new AtCabinet(running(cabinet).agent().kioskPort());
  }

  /** A signed-in manager. */
  Client manager() {
    if (manager == null) {
      String link = running(gateway).managerLink();
      Client client = client();
      String token = link.substring(link.indexOf('#') + 1);
      client.post("/manager/sessions", Map.of("token", token)).expect(201);
      manager = client;
    }
    return manager;
  }

  int freeDoors(String size) {
    for (JsonNode one : publicView().path("sizes")) {
      if (one.path("size").asString().equals(size)) {
        return one.path("free").asInt();
      }
    }
    return 0;
  }

  boolean connected() {
    return publicView().path("connected").asBoolean();
  }

  boolean quarantined(int compartment) {
    for (JsonNode one : manager().get("/manager/cabinets").expect(200).body().path("cabinets")) {
      for (JsonNode door : one.path("compartments")) {
        if (door.path("number").asInt() == compartment) {
          return door.path("quarantined").asBoolean();
        }
      }
    }
    throw new AssertionError("the manager sees no compartment " + compartment);
  }

  Client client() {
    return new Client(origin(), "/api/v1");
  }

  private JsonNode publicView() {
    return client().get("/cabinets/" + CABINET).expect(200).body();
  }

  private String origin() {
    return "http://localhost:" + httpPort;
  }

  private static <T> T running(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("it does not run");
    }
    return part;
  }
}
