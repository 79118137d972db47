package cubby.agent.boot;

import cubby.agent.adapter.kiosk.KioskIdentity;
import cubby.agent.adapter.kiosk.KioskServer;
import cubby.agent.adapter.kiosk.SimulatorPanel;
import cubby.agent.adapter.metrics.AgentMetrics;
import cubby.agent.adapter.mqtt.MqttAccess;
import cubby.agent.adapter.mqtt.PahoTransport;
import cubby.agent.adapter.store.SqliteJournal;
import cubby.agent.app.Cabinet;
import cubby.agent.app.RunningCabinet;
import cubby.agent.app.link.DownlinkJudge;
import cubby.agent.app.link.GatewaySession;
import cubby.agent.app.port.JournalException;
import cubby.agent.app.port.WallClock;
import cubby.hardware.CabinetHardware;
import cubby.hardware.SystemTimeline;
import cubby.hardware.Timeline;
import cubby.hardware.config.ConfigException;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.wire.Verifier;
import cubby.wire.v1.Gone;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent of one cabinet, from its journal to its screen, in one process or in one of a demo. */
public final class AgentProcess implements AutoCloseable {
  private static final String JOURNAL = "journal.db";
  private static final Logger LOG = LoggerFactory.getLogger(AgentProcess.class);

  private final Resources resources;
  private final RunningCabinet cabinet;
  private final GatewaySession session;
  private final KioskServer kiosk;

  private AgentProcess(
      Resources resources, RunningCabinet cabinet, GatewaySession session, KioskServer kiosk) {
    this.resources = resources;
    this.cabinet = cabinet;
    this.session = session;
    this.kiosk = kiosk;
  }

  /**
   * Starts the agent on the hardware that its settings name and on this machine's time.
   *
   * @throws ConfigException where settings or a file that they name make no sense
   * @throws AgentStartException where the journal, the port or a folder cannot be used
   */
  public static AgentProcess start(AgentSettings settings)
      throws ConfigException, AgentStartException {
    Resources resources = new Resources();
    SystemTimeline timeline =
        resources.add(new SystemTimeline(e -> LOG.error("a task of the timeline failed", e)));
    try {
      SimulatedCabinet plant =
          switch (settings.hardware()) {
            case SIMULATED -> SimulatedHardware.load(settings, timeline);
          };
      return assemble(settings, plant.hardware(), timeline, panelOf(plant), resources);
    } catch (ConfigException e) {
      resources.close();
      throw e;
    }
  }

  /**
   * Starts the agent on a simulated cabinet that the caller also holds; its screen gets the
   * simulator's endpoints.
   *
   * @param timeline stays the caller's
   * @throws ConfigException see {@link #start(AgentSettings)}
   * @throws AgentStartException see {@link #start(AgentSettings)}
   */
  public static AgentProcess start(
      AgentSettings settings, SimulatedCabinet plant, Timeline timeline)
      throws ConfigException, AgentStartException {
    return assemble(settings, plant.hardware(), timeline, panelOf(plant), new Resources());
  }

  /**
   * Starts the agent on given hardware; the profile of the settings is not looked at.
   *
   * @param timeline stays the caller's
   * @throws ConfigException see {@link #start(AgentSettings)}
   * @throws AgentStartException see {@link #start(AgentSettings)}
   */
  public static AgentProcess start(
      AgentSettings settings, CabinetHardware hardware, Timeline timeline)
      throws ConfigException, AgentStartException {
    return assemble(settings, hardware, timeline, transport -> null, new Resources());
  }

  private static Function<PahoTransport, @Nullable SimulatorPanel> panelOf(SimulatedCabinet plant) {
    return transport -> new SimulatedPanel(plant, transport::plug);
  }

  private static AgentProcess assemble(
      AgentSettings settings,
      CabinetHardware hardware,
      Timeline timeline,
      Function<PahoTransport, @Nullable SimulatorPanel> panel,
      Resources resources)
      throws ConfigException, AgentStartException {
    try {
      return new Assembly(settings, hardware, timeline, resources).start(panel);
    } catch (ConfigException | AgentStartException | RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  /** The cabinet's core, for tests and benchmarks. */
  public Cabinet cabinet() {
    return cabinet;
  }

  /** Where the screen's page is served, on loopback. */
  public int kioskPort() {
    return kiosk.port();
  }

  /** Whether the gateway has been greeted on a connection that still stands. */
  public boolean isConnected() {
    return session.isConnected();
  }

  /** Completes exceptionally where the agent cannot go on and has to be started again. */
  public CompletionStage<Void> ended() {
    return cabinet.ended();
  }

  /** Ends in good order: screen, connection with a good-bye, cabinet, journal. */
  @Override
  public void close() {
    resources.close();
  }

  /** Puts one agent together; everything opened is in the resources, closed in reverse. */
  private record Assembly(
      AgentSettings settings, CabinetHardware hardware, Timeline timeline, Resources resources) {

    AgentProcess start(Function<PahoTransport, @Nullable SimulatorPanel> panel)
        throws ConfigException, AgentStartException {
      AgentSettings.Gateway gateway = settings.gateway();
      String secret = KeyFiles.secret(gateway.secretFile());
      byte[] cabinetKey = KeyFiles.cabinetKey(gateway.cabinetKeyFile());
      var keys = KeyFiles.gatewayKeys(gateway.gatewayKeysFile());
      WallClock wallClock = new SystemWallClock();
      AgentMetrics metrics = resources.add(new AgentMetrics());
      RunningCabinet cabinet = cabinet(cabinetKey, wallClock, metrics);
      metrics.watch(cabinet, cabinet::counters);
      PahoTransport transport = transport(secret, cabinet.snapshot().epoch());
      GatewaySession session =
          resources.add(
              new GatewaySession(
                  cabinet,
                  transport,
                  new DownlinkJudge(
                      settings.cabinet(), new Verifier(settings.cabinet(), keys), cabinetKey),
                  Version.TEXT,
                  hardware.profile(),
                  timeline,
                  wallClock::utcMillisOrZero,
                  metrics,
                  pump()));
      KioskServer kiosk = kiosk(cabinet, session, panel.apply(transport), metrics);
      session.start();
      Thread.ofPlatform().name("ed25519").daemon().start(Verifier::prepare);
      LOG.info(
          "agent of {} started, epoch {}, screen on port {}",
          settings.cabinet(),
          cabinet.snapshot().epoch(),
          kiosk.port());
      return new AgentProcess(resources, cabinet, session, kiosk);
    }

    private RunningCabinet cabinet(byte[] key, WallClock wallClock, AgentMetrics metrics)
        throws AgentStartException {
      try {
        Files.createDirectories(settings.dataFolder());
        SqliteJournal journal =
            SqliteJournal.open(settings.dataFolder().resolve(JOURNAL), metrics::commitTook);
        return resources.add(
            RunningCabinet.start(
                settings.cabinet(),
                key,
                hardware,
                journal,
                timeline,
                wallClock,
                new RandomEpochSteps()));
      } catch (IOException e) {
        throw new AgentStartException(
            "dataFolder " + settings.dataFolder() + " cannot be made: " + e, e);
      } catch (JournalException e) {
        throw new AgentStartException(String.valueOf(e.getMessage()), e);
      }
    }

    private PahoTransport transport(String secret, long epoch) throws AgentStartException {
      AgentSettings.Gateway gateway = settings.gateway();
      MqttAccess access =
          new MqttAccess(gateway.mqttUri(), settings.cabinet(), secret, gateway.caFile());
      try {
        byte[] gone = Gone.newBuilder().setEpoch(epoch).build().toByteArray();
        return resources.add(new PahoTransport(access, gone));
      } catch (IOException e) {
        throw new AgentStartException("gateway.caFile cannot be used: " + e.getMessage(), e);
      }
    }

    /** One thread that sends; the session never has more than one run waiting. */
    private ThreadPoolExecutor pump() {
      return resources.add(
          new ThreadPoolExecutor(
              1,
              1,
              0,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(2),
              Thread.ofPlatform().name("uplink-" + settings.cabinet()).daemon().factory(),
              new ThreadPoolExecutor.DiscardPolicy()));
    }

    private KioskServer kiosk(
        RunningCabinet cabinet,
        GatewaySession session,
        @Nullable SimulatorPanel panel,
        AgentMetrics metrics)
        throws AgentStartException {
      int port = settings.kiosk().port();
      KioskIdentity identity =
          new KioskIdentity(
              settings.cabinet(), settings.name(), settings.riderPage(), hardware.profile());
      try {
        return resources.add(
            KioskServer.start(
                port, identity, cabinet, timeline, session::isConnected, panel, metrics::scrape));
      } catch (BindException e) {
        throw new AgentStartException(
            "port " + port + " is taken; set kiosk.port to another one", e);
      } catch (IOException e) {
        throw new AgentStartException("the screen's server cannot start: " + e, e);
      }
    }
  }
}
