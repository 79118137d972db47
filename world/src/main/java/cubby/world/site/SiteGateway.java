package cubby.world.site;

import cubby.gateway.adapter.host.SecureEntropy;
import cubby.gateway.app.Retention;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.boot.EnrolmentFiles;
import cubby.gateway.boot.GatewayProcess;
import cubby.gateway.boot.GatewaySettings;
import cubby.gateway.domain.site.SiteSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The running gateway of one site. */
public final class SiteGateway implements AutoCloseable {
  private static final String SITE = "site";

  private final GatewayProcess process;

  private SiteGateway(GatewayProcess process) {
    this.process = process;
  }

  /**
   * Where it runs.
   *
   * @param folder of its database and keys
   * @param publicUrl of its pages, without a slash at the end
   * @param cabinets that belong to the site
   */
  public record Place(
      Path folder,
      int httpPort,
      int mqttPort,
      String publicUrl,
      List<SimulatedSite.Cabinet> cabinets) {}

  /**
   * Starts for people who look at it: messages are shown on the start page.
   *
   * @param screens the port of each cabinet's screen
   */
  public static SiteGateway startDemo(Place place, List<Integer> screens) throws IOException {
    return startDemo(place, screens, SiteSettings.defaults());
  }

  /** The same with other times or notices. */
  public static SiteGateway startDemo(Place place, List<Integer> screens, SiteSettings site)
      throws IOException {
    List<String> addresses =
        screens.stream().map(port -> "http://localhost:" + port + "/").toList();
    // Phones in the same network reach the pages, cabinets are all on this machine.
    GatewaySettings settings = settings(place, "0.0.0.0", site, addresses, true);
    return new SiteGateway(GatewayProcess.start(settings));
  }

  /**
   * Starts for a test or a measurement.
   *
   * @param ajar after how long an open door is ajar
   * @param messenger where messages to people arrive
   */
  public static SiteGateway start(Place place, Duration ajar, Clock clock, Messenger messenger)
      throws IOException {
    SiteSettings usual = SiteSettings.defaults();
    SiteSettings site =
        new SiteSettings(
            usual.parcel(),
            usual.meal(),
            ajar.dividedBy(2),
            ajar,
            usual.grace(),
            usual.keepWarmMilliCelsius(),
            usual.notices(),
            "en");
    return start(place, site, false, clock, messenger);
  }

  /**
   * Starts for a test that has wishes of its own.
   *
   * @param demo whether webhooks may go to this machine
   * @param messenger where messages to people arrive
   */
  public static SiteGateway start(
      Place place, SiteSettings site, boolean demo, Clock clock, Messenger messenger)
      throws IOException {
    List<String> noScreens = place.cabinets().stream().map(cabinet -> "").toList();
    GatewaySettings settings = settings(place, "127.0.0.1", site, noScreens, demo);
    return new SiteGateway(GatewayProcess.start(settings, clock, new SecureEntropy(), messenger));
  }

  private static GatewaySettings settings(
      Place place, String bind, SiteSettings site, List<String> screens, boolean demo) {
    List<GatewaySettings.Cabinet> cabinets =
        IntStream.range(0, place.cabinets().size())
            .mapToObj(i -> cabinet(place.cabinets().get(i), screens.get(i)))
            .toList();
    return new GatewaySettings(
        new GatewaySettings.Http(
            place.httpPort(), bind, Optional.of(URI.create(place.publicUrl())), false),
        new GatewaySettings.Mqtt(place.mqttPort(), "127.0.0.1", Optional.empty()),
        place.folder(),
        demo,
        GatewaySettings.LogFormat.TEXT,
        GatewaySettings.Messages.LOG,
        Retention.Kept.USUAL,
        List.of(new GatewaySettings.Site(SITE, "Cubby", site)),
        cabinets);
  }

  private static GatewaySettings.Cabinet cabinet(SimulatedSite.Cabinet cabinet, String screen) {
    return new GatewaySettings.Cabinet(
        cabinet.id(), SITE, cabinet.name(), GatewaySettings.Kind.valueOf(cabinet.kind()), screen);
  }

  /** Gives a cabinet new secrets and keeps them in its folder. */
  public void enrol(SimulatedSite.Cabinet cabinet, CabinetFolder folder) throws IOException {
    EnrolmentFiles files = enrol(cabinet);
    folder.enrol(files.secret(), files.cabinetKey(), files.gatewayPublicKeys());
  }

  /** Gives a cabinet new secrets and keeps them nowhere. */
  public EnrolmentFiles enrol(SimulatedSite.Cabinet cabinet) {
    return process.enrol(cabinet.id());
  }

  /** The port that cabinets connect to. */
  public int mqttPort() {
    return process.mqttPort();
  }

  /** A new one-time link that signs a manager in. A right: never log it. */
  public String managerLink() {
    return process.managerLink();
  }

  /** Makes a delivery platform and answers its key. */
  public String issuePartnerKey(String name) {
    return process.issuePartnerKey(name);
  }

  @Override
  public void close() {
    process.close();
  }
}
