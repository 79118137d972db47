package cubby.world.browser;

import cubby.gateway.domain.site.SiteSettings;
import cubby.hardware.Profiles;
import cubby.world.site.CabinetFolder;
import cubby.world.site.Ports;
import cubby.world.site.SimulatedSite;
import cubby.world.site.SiteCabinet;
import cubby.world.site.SiteGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A street corner: simulated cabinets and their gateway, as the demo runs them. */
final class Corner implements AutoCloseable {
  private final Path folder;
  private final SiteSettings settings;
  private final List<SimulatedSite.Cabinet> models;
  private final List<Integer> screens = new ArrayList<>();
  private final List<SiteCabinet> cabinets = new ArrayList<>();
  private final int httpPort = Ports.free();
  private final int mqttPort = Ports.free();
  private @Nullable SiteGateway gateway;

  private Corner(Path folder, SiteSettings settings, List<SimulatedSite.Cabinet> models) {
    this.folder = folder;
    this.settings = settings;
    this.models = models;
  }

  /** Starts the cabinets and their gateway; they know each other. */
  static Corner start(SiteSettings settings, List<SimulatedSite.Cabinet> models) throws Exception {
    Path folder = Files.createTempDirectory("cubby-corner");
    Corner corner = new Corner(folder, settings, models);
    try {
      models.forEach(model -> corner.screens.add(Ports.free()));
      corner.startGateway();
      for (int i = 0; i < models.size(); i++) {
        corner.startCabinet(models.get(i), corner.screens.get(i));
      }
      return corner;
    } catch (Exception e) {
      corner.close();
      throw e;
    }
  }

  /**
   * The usual settings but for two.
   *
   * @param grace how long after collection the same right opens again
   * @param language of messages to recipients, {@code zh} or {@code en}
   */
  static SiteSettings settings(Duration grace, String language) {
    SiteSettings usual = SiteSettings.defaults();
    return new SiteSettings(
        usual.parcel(),
        usual.meal(),
        usual.doorReminder(),
        usual.doorAjar(),
        grace,
        usual.keepWarmMilliCelsius(),
        usual.notices(),
        language);
  }

  /** Starts it, or starts it again on the same ports and data. */
  void startGateway() throws Exception {
    SiteGateway.Place place =
        new SiteGateway.Place(folder.resolve("gateway"), httpPort, mqttPort, origin(), models);
    gateway = SiteGateway.startDemo(place, screens, settings);
  }

  /** The gateway and with it the broker are gone. */
  void stopGateway() {
    if (gateway != null) {
      gateway.close();
      gateway = null;
    }
  }

  private void startCabinet(SimulatedSite.Cabinet model, int screenPort) throws Exception {
    if (gateway == null) {
      throw new IllegalStateException("only a gateway can enrol a cabinet");
    }
    CabinetFolder secrets = new CabinetFolder(folder.resolve(model.id()));
    gateway.enrol(model, secrets);
    SiteCabinet.Place place = new SiteCabinet.Place(mqttPort, screenPort, origin());
    cabinets.add(SiteCabinet.start(model, Profiles.load(model.profile()), secrets, place));
  }

  /** The start page, without a slash at the end. */
  String origin() {
    return "http://localhost:" + httpPort;
  }

  /** What the first cabinet's QR code leads to. */
  String riderPage() {
    return origin() + "/c/" + models.getFirst().id();
  }

  /** The first cabinet's own screen. */
  String screen() {
    return "http://localhost:" + screens.getFirst() + "/";
  }

  /** Ends all and leaves nothing behind. */
  @Override
  public void close() throws IOException {
    cabinets.forEach(SiteCabinet::close);
    cabinets.clear();
    stopGateway();
    List<Path> left;
    try (Stream<Path> walk = Files.walk(folder)) {
      left = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : left) {
      Files.delete(path);
    }
  }
}
