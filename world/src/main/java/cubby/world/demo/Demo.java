package cubby.world.demo;

import cubby.hardware.CabinetProfile;
import cubby.hardware.Profiles;
import cubby.world.site.CabinetFolder;
import cubby.world.site.SimulatedSite;
import cubby.world.site.SiteCabinet;
import cubby.world.site.SiteGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running demo. Closing it twice does nothing the second time. */
final class Demo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

  private final DemoOptions options;
  private final DemoPorts ports;
  private final SiteGateway gateway;
  private final Deque<AutoCloseable> running;

  private Demo(
      DemoOptions options, DemoPorts ports, SiteGateway gateway, Deque<AutoCloseable> running) {
    this.options = options;
    this.ports = ports;
    this.gateway = gateway;
    this.running = running;
  }

  static Demo start(DemoOptions options) throws IOException, DemoException {
    Deque<AutoCloseable> running = new ArrayDeque<>();
    try {
      running.push(DataLock.take(options.data()));
      DemoLog.to(options.data().resolve("demo.log"));
      DemoPorts ports = DemoPorts.choose(options, SimulatedSite.CABINETS.size());
      SiteGateway gateway =
          SiteGateway.startDemo(
              new SiteGateway.Place(
                  options.data().resolve("gateway"),
                  ports.pages(),
                  ports.mqtt(),
                  options.publicUrl(),
                  SimulatedSite.CABINETS),
              ports.screens());
      running.push(gateway);
      cabinets(options, ports, gateway).forEach(running::push);
      return new Demo(options, ports, gateway, running);
    } catch (IOException | DemoException | RuntimeException e) {
      closeAll(running);
      throw e;
    } catch (Exception e) {
      closeAll(running);
      throw new DemoException(e);
    }
  }

  /** All at once: each spends most of its start waiting for its disk. */
  private static List<SiteCabinet> cabinets(
      DemoOptions options, DemoPorts ports, SiteGateway gateway) throws Exception {
    List<Future<SiteCabinet>> starting = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (int i = 0; i < SimulatedSite.CABINETS.size(); i++) {
        SimulatedSite.Cabinet cabinet = SimulatedSite.CABINETS.get(i);
        SiteCabinet.Place place =
            new SiteCabinet.Place(gateway.mqttPort(), ports.screens().get(i), options.publicUrl());
        Path folder = options.data().resolve(cabinet.id());
        Callable<SiteCabinet> start = () -> cabinet(cabinet, folder, place, gateway);
        starting.add(threads.submit(start));
      }
    }
    List<SiteCabinet> started = new ArrayList<>();
    Exception failure = null;
    for (Future<SiteCabinet> one : starting) {
      try {
        started.add(one.get());
      } catch (ExecutionException e) {
        failure = e.getCause() instanceof Exception cause ? cause : e;
      }
    }
    if (failure != null) {
      closeAll(new ArrayDeque<>(started));
      throw failure;
    }
    return started;
  }

  private static SiteCabinet cabinet(
      SimulatedSite.Cabinet cabinet, Path path, SiteCabinet.Place place, SiteGateway gateway)
      throws Exception {
    CabinetFolder folder = new CabinetFolder(path);
    if (!folder.isEnrolled()) {
      gateway.enrol(cabinet, folder);
    }
    CabinetProfile profile = Profiles.load(cabinet.profile());
    return SiteCabinet.start(cabinet, profile, folder, place);
  }

  /** Everything that a newcomer needs. */
  String block(int columns, boolean colour) {
    List<StartBlock.Cabinet> cabinets = new ArrayList<>();
    for (int i = 0; i < SimulatedSite.CABINETS.size(); i++) {
      SimulatedSite.Cabinet cabinet = SimulatedSite.CABINETS.get(i);
      cabinets.add(
          new StartBlock.Cabinet(
              cabinet.name(),
              options.publicUrl() + "/c/" + cabinet.id(),
              "http://localhost:" + ports.screens().get(i) + "/"));
    }
    return StartBlock.render(
        options.publicUrl() + "/",
        gateway.managerLink(),
        options.data(),
        cabinets,
        columns,
        colour);
  }

  @Override
  public void close() {
    closeAll(running);
  }

  /** Cabinets first, so that they can say good-bye; then the gateway, then the folder. */
  private static synchronized void closeAll(Deque<AutoCloseable> running) {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        LOG.warn("something did not end in good order", e);
      }
    }
  }
}
