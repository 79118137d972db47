package cubby.agent.boot;

import cubby.hardware.CabinetProfile;
import cubby.hardware.Profiles;
import cubby.hardware.Timeline;
import cubby.hardware.config.ConfigException;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.hardware.sim.SimulatedCabinetFile;
import java.nio.file.Path;

/** Makes the simulated cabinet that settings name, with its plant kept in the data folder. */
public final class SimulatedHardware {
  private static final String PLANT = "plant.yaml";

  private SimulatedHardware() {}

  /**
   * @throws ConfigException where the profile or the plant's file makes no sense
   */
  public static SimulatedCabinet load(AgentSettings settings, Timeline timeline)
      throws ConfigException {
    String name = settings.profile();
    CabinetProfile profile =
        name.endsWith(".yaml") ? Profiles.read(Path.of(name)) : Profiles.load(name);
    // The same cabinet always wobbles the same way.
    var options = new SimulatedCabinet.Options(settings.cabinet().hashCode(), true);
    return SimulatedCabinet.create(
        profile, timeline, options, new SimulatedCabinetFile(settings.dataFolder().resolve(PLANT)));
  }
}
