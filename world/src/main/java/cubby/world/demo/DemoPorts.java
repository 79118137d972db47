package cubby.world.demo;

import cubby.world.site.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the demo listens.
 *
 * @param screens one per cabinet
 */
record DemoPorts(int pages, int mqtt, List<Integer> screens) {
  private static final int FIRST_SCREEN = 8081;
  private static final int STEP = 10;

  /** One line where a port that was asked for is taken. */
  static Optional<String> taken(DemoOptions options) {
    return busy(options.port(), "--port")
        .or(() -> busy(options.mqttPort(), "--mqtt-port"))
        .or(() ->
            options.screenPort() == 0
                ? Optional.empty()
                : busy(options.screenPort(), "--screen-port"));
  }

  /** Screens take the first free ports; nobody types their addresses. */
  static DemoPorts choose(DemoOptions options, int cabinets) {
    List<Integer> screens = new ArrayList<>();
    int next = options.screenPort() == 0 ? FIRST_SCREEN : options.screenPort();
    while (screens.size() < cabinets) {
      int port = Ports.freeFrom(next);
      if (port != options.port() && port != options.mqttPort()) {
        screens.add(port);
      }
      next = port + 1;
    }
    return new DemoPorts(options.port(), options.mqttPort(), screens);
  }

  private static Optional<String> busy(int port, String option) {
    return Ports.isFree(port)
        ? Optional.empty()
        : Optional.of(
            "port %d is taken: try ./cubby demo %s %d"
                .formatted(port, option, Ports.freeFrom(port + STEP)));
  }
}
