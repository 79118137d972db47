package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.agent.boot.AgentProcess;
import cubby.gateway.adapter.vault.GatewayKeys;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.domain.site.SiteSettings;
import cubby.hardware.CabinetProfile;
import cubby.hardware.Profiles;
import cubby.hardware.Timeline;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.wire.Signer;
import cubby.wire.v1.CompartmentState;
import cubby.world.site.CabinetFolder;
import cubby.world.site.Ports;
import cubby.world.site.SimulatedSite;
import cubby.world.site.SiteCabinet;
import cubby.world.site.SiteGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A gateway and one cabinet, which can be stopped and started again, and the people around them.
 * Everything goes over real sockets and into real files. At its end both must agree on every
 * compartment, and no coil may ever have been treated badly.
 */
final class CabinetWorld implements AutoCloseable {
  /** The only cabinet of most stories. */
  static final String CABINET = "parcel";

  /** Doors are ajar after this, so that a test need not wait two minutes. */
  static final Duration AJAR = Duration.ofSeconds(4);

  private final Path folder;
  private final Setup setup;
  private final Inbox inbox = new Inbox();
  private final int httpPort = Ports.free();
  private final int mqttPort = Ports.free();
  private final CabinetProfile profile;
  private final List<SimulatedCabinet.Violation> violations = new ArrayList<>();
  private volatile Duration ahead = Duration.ZERO;
  private boolean told;
  private @Nullable Tap tap;
  private @Nullable SiteGateway gateway;
  private @Nullable SiteCabinet cabinet;
  private @Nullable Client manager;

  /**
   * What is special about a story's world.
   *
   * @param cabinet which of the site's cabinets runs
   * @param demo whether webhooks may go to this machine
   * @param tapped whether somebody sits in the middle of the cabinet's cable
   * @param keepWarmMilliCelsius where meals are kept
   * @param pace makes the cabinet's time out of the machine's
   */
  record Setup(
      SimulatedSite.Cabinet cabinet,
      boolean demo,
      boolean tapped,
      int keepWarmMilliCelsius,
      UnaryOperator<Timeline> pace) {
    static final Setup PARCEL =
        new Setup(SimulatedSite.CABINETS.getFirst(), false, false, 55_000, time -> time);

    static final Setup MEAL =
        new Setup(SimulatedSite.CABINETS.get(1), false, false, 55_000, time -> time);

    /** With somebody in the middle of the cable. */
    Setup withTap() {
      return new Setup(cabinet, demo, true, keepWarmMilliCelsius, pace);
    }

    /** With webhooks to this machine allowed. */
    Setup withLocalWebhooks() {
      return new Setup(cabinet, true, tapped, keepWarmMilliCelsius, pace);
    }
  }

  private CabinetWorld(Path folder, Setup setup) throws Exception {
    this.folder = folder;
    this.setup = setup;
    this.profile = Profiles.load(setup.cabinet().profile());
  }

  /** Both run, and know each other. */
  static CabinetWorld start(Path folder) throws Exception {
    return start(folder, Setup.PARCEL);
  }

  static CabinetWorld start(Path folder, Setup setup) throws Exception {
    CabinetWorld world = new CabinetWorld(folder, setup);
    try {
      world.startGateway();
      if (setup.tapped()) {
        world.tap = Tap.before(world.mqttPort);
      }
      world.startAgent();
      world.told = true;
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
                folder.resolve("gateway"), httpPort, mqttPort, origin(), SimulatedSite.CABINETS),
            siteSettings(),
            setup.demo(),
            () -> Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS),
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

  /** Keeps a copy of everything the gateway has; while it is stopped. */
  void copyGatewayData() throws Exception {
    GatewayFiles.copy(folder.resolve("gateway"), folder.resolve("gateway-copy"));
  }

  /** Puts the copy back; while the gateway is stopped. */
  void restoreGatewayData() throws Exception {
    GatewayFiles.copy(folder.resolve("gateway-copy"), folder.resolve("gateway"));
  }

  void startAgent() throws Exception {
    CabinetFolder secrets = secrets();
    if (!secrets.isEnrolled()) {
      running(gateway).enrol(setup.cabinet(), secrets);
    }
    int port = tap == null ? mqttPort : tap.port();
    cabinet =
        SiteCabinet.start(
            setup.cabinet(),
            profile,
            secrets,
            new SiteCabinet.Place(port, 0, origin()),
            setup.pace());
    if (gateway != null) {
      atCabinet().seesConnected(true);
      Await.until("the cabinet at the gateway", this::connected);
    }
  }

  void stopAgent() {
    if (cabinet != null) {
      cabinet.close();
      violations.addAll(cabinet.plant().violations());
      cabinet = null;
    }
  }

  @Override
  public void close() throws Exception {
    try {
      if (told && gateway != null && cabinet != null) {
        agrees();
      }
    } finally {
      stopAgent();
      stopGateway();
      if (tap != null) {
        tap.close();
      }
    }
    assertEquals(List.of(), violations);
  }

  /** The gateway comes to see every compartment as the cabinet does. */
  void agrees() {
    // A cable that a story left pulled out is plugged in.
    atCabinet().pullsTheCable(false);
    String unused = Await.until("one view of all compartments", this::differences, String::isEmpty);
  }

  private String differences() {
    var snapshot = running(cabinet).agent().cabinet().snapshot();
    StringBuilder differences = new StringBuilder();
    for (CompartmentState state : snapshot.states()) {
      String here =
          String.join(
              " ",
              state.getTenancy().name().substring("TENANCY_".length()),
              String.valueOf(snapshot.doors().get(state.getNumber())),
              sensed(state.getNumber()),
              Boolean.toString(state.getQuarantined()));
      JsonNode seen = managed(state.getNumber());
      String there =
          String.join(
              " ",
              seen.path("tenancy").asString(),
              seen.path("door").asString(),
              seen.path("occupancy").asString(),
              seen.path("quarantined").asString());
      if (!here.equals(there)) {
        differences.append(
            "%d: cabinet %s, gateway %s; ".formatted(state.getNumber(), here, there));
      }
    }
    return differences.toString();
  }

  /**
   * Waits until the cabinet has all grants and settings that the gateway has made for it: from then
   * on a code that somebody was sent is known at the screen.
   */
  void cabinetKnowsTheNewest() {
    String unused =
        Await.until(
            "the newest desired state at the cabinet",
            () ->
                "gateway %d, cabinet %d"
                    .formatted(
                        GatewayFiles.desiredVersion(
                            folder.resolve("gateway"), setup.cabinet().id()),
                        agent().cabinet().snapshot().desiredVersion()),
            versions -> versions.matches("gateway (\\d+), cabinet \\1"));
  }

  /** The gateway's clock jumps; the cabinet's own does not. */
  void passes(Duration time) {
    ahead = ahead.plus(time);
    // A manager's session does not last for days.
    manager = null;
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
    return new AtCabinet(running(cabinet).agent().kioskPort(), this::sensed);
  }

  private String sensed(int compartment) {
    CompartmentState seen = agent().cabinet().snapshot().states().get(compartment - 1);
    return seen.getOccupancy().name().substring("OCCUPANCY_".length());
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
    return managed(compartment).path("quarantined").asBoolean();
  }

  /** A compartment as the manager sees it. */
  JsonNode managed(int compartment) {
    for (JsonNode one : manager().get("/manager/cabinets").expect(200).body().path("cabinets")) {
      if (one.path("id").asString().equals(setup.cabinet().id())) {
        for (JsonNode door : one.path("compartments")) {
          if (door.path("number").asInt() == compartment) {
            return door;
          }
        }
      }
    }
    throw new AssertionError("the manager sees no compartment " + compartment);
  }

  Tap tap() {
    return running(tap);
  }

  SimulatedCabinet plant() {
    return running(cabinet).plant();
  }

  AgentProcess agent() {
    return running(cabinet).agent();
  }

  Meter gatewayMeter() {
    return new Meter(httpPort);
  }

  Meter agentMeter() {
    return new Meter(agent().kioskPort());
  }

  int mqttPort() {
    return mqttPort;
  }

  /** A new one-time link for a manager. */
  String managerLink() {
    return running(gateway).managerLink();
  }

  /** What the cabinet keeps for itself. */
  CabinetFolder secrets() {
    return new CabinetFolder(folder.resolve(setup.cabinet().id()));
  }

  /** The gateway's own hand, for what a thief of its key would sign. */
  Signer signer() {
    return GatewayKeys.open(folder.resolve("gateway").resolve("signing.key")).signer();
  }

  /** The key of a new delivery platform. */
  String partnerKey(String name) {
    return running(gateway).issuePartnerKey(name);
  }

  Client client() {
    return new Client(origin(), "/api/v1");
  }

  private SiteSettings siteSettings() {
    SiteSettings usual = SiteSettings.defaults();
    return new SiteSettings(
        usual.parcel(),
        usual.meal(),
        AJAR.dividedBy(2),
        AJAR,
        usual.grace(),
        setup.keepWarmMilliCelsius(),
        usual.notices(),
        "en");
  }

  private JsonNode publicView() {
    return client().get("/cabinets/" + setup.cabinet().id()).expect(200).body();
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
