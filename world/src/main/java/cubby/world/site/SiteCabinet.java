package cubby.world.site;

import cubby.agent.boot.AgentProcess;
import cubby.agent.boot.AgentSettings;
import cubby.agent.boot.AgentStartException;
import cubby.hardware.CabinetProfile;
import cubby.hardware.SystemTimeline;
import cubby.hardware.Timeline;
import cubby.hardware.config.ConfigException;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.hardware.sim.SimulatedCabinetFile;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running agent with its simulated cabinet. */
public final class SiteCabinet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SiteCabinet.class);

  private final SystemTimeline timeline;
  private final SimulatedCabinet plant;
  private final AgentProcess agent;

  private SiteCabinet(SystemTimeline timeline, SimulatedCabinet plant, AgentProcess agent) {
    this.timeline = timeline;
    this.plant = plant;
    this.agent = agent;
  }

  /**
   * Where a cabinet finds its gateway, and people the cabinet.
   *
   * @param mqttPort of the gateway on this machine
   * @param screenPort on loopback; 0 = any free one
   * @param publicUrl of the gateway's pages
   */
  public record Place(int mqttPort, int screenPort, String publicUrl) {}

  /**
   * Starts the agent; doors, contents and journal are found in the folder.
   *
   * @param folder that holds the cabinet's secrets, see {@link CabinetFolder}
   * @throws ConfigException where a file makes no sense
   * @throws AgentStartException where the journal or the screen's port cannot be used
   */
  public static SiteCabinet start(
      SimulatedSite.Cabinet cabinet, CabinetProfile profile, CabinetFolder folder, Place place)
      throws ConfigException, AgentStartException {
    return start(cabinet, profile, folder, place, time -> time);
  }

  /**
   * Starts the agent on another pace of time.
   *
   * @param pace makes the cabinet's time out of the machine's
   */
  public static SiteCabinet start(
      SimulatedSite.Cabinet cabinet,
      CabinetProfile profile,
      CabinetFolder folder,
      Place place,
      UnaryOperator<Timeline> pace)
      throws ConfigException, AgentStartException {
    SystemTimeline machine =
        new SystemTimeline(failure -> LOG.error("a task of {} failed", cabinet.id(), failure));
    Timeline timeline = pace.apply(machine);
    try {
      Path plantFile = folder.path().resolve("plant.yaml");
      SimulatedCabinet plant =
          SimulatedCabinet.create(
              profile,
              timeline,
              new SimulatedCabinet.Options(cabinet.id().hashCode(), true),
              new SimulatedCabinetFile(plantFile));
      AgentProcess agent = AgentProcess.start(settings(cabinet, folder, place), plant, timeline);
      return new SiteCabinet(machine, plant, agent);
    } catch (ConfigException | AgentStartException | RuntimeException e) {
      machine.close();
      throw e;
    }
  }

  private static AgentSettings settings(
      SimulatedSite.Cabinet cabinet, CabinetFolder folder, Place place) {
    return new AgentSettings(
        cabinet.id(),
        cabinet.name(),
        cabinet.profile(),
        folder.path(),
        new AgentSettings.Gateway(
            "tcp://127.0.0.1:" + place.mqttPort(),
            folder.secretFile(),
            folder.cabinetKeyFile(),
            folder.gatewayKeysFile(),
            null),
        new AgentSettings.Kiosk(place.screenPort(), place.publicUrl()),
        AgentSettings.Hardware.SIMULATED,
        AgentSettings.LogFormat.TEXT);
  }

  /** The cabinet's metal, so to speak. */
  public SimulatedCabinet plant() {
    return plant;
  }

  /** Its program. */
  public AgentProcess agent() {
    return agent;
  }

  @Override
  public void close() {
    agent.close();
    timeline.close();
  }
}
