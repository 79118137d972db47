package cubby.world.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked for.
 *
 * @param port of the pages, 1..65535
 * @param mqttPort where the cabinets connect, 1..65535
 * @param screenPort of the first cabinet's screen, the others follow; 0 = 8081 or any free one
 * @param data the folder that survives a restart
 * @param publicUrl how phones reach the pages, without a trailing slash
 */
record DemoOptions(int port, int mqttPort, int screenPort, Path data, String publicUrl) {
  static final String HELP =
      """
      usage: ./cubby demo [OPTIONS]

      The gateway and three simulated cabinets (parcels, meals, batteries) in this terminal.

        --port N          port of the pages (8080)
        --mqtt-port N     port that the cabinets connect to (1883)
        --screen-port N   port of the first cabinet's screen, the others follow (8081)
        --data FOLDER     where everything is kept until the next start (./data)
        --public-url URL  how phones reach the pages, e.g. http://192.168.1.20:8080
                          (http://localhost:PORT, which only this machine's browser reaches)
        --help            this text
      """;

  /** What a command line means. */
  sealed interface Parsed {}

  record Start(DemoOptions options) implements Parsed {}

  record Help() implements Parsed {}

  /**
   * @param message one line that names the way out
   */
  record Wrong(String message) implements Parsed {}

  /** Reads {@code --name value} and {@code --name=value}. */
  static Parsed parse(List<String> arguments) {
    try {
      return new Reader(arguments).read();
    } catch (IllegalArgumentException e) {
      return new Wrong(e.getMessage() + ": ./cubby demo --help lists the options");
    }
  }

  private static final class Reader {
    private final List<String> arguments;
    private int next;
    private int port = 8080;
    private int mqttPort = 1883;
    private int screenPort;
    private Path data = Path.of("data");
    private @Nullable String publicUrl;

    Reader(List<String> arguments) {
      this.arguments =
          arguments.stream().flatMap(argument -> List.of(argument.split("=", 2)).stream()).toList();
    }

    Parsed read() {
      while (next < arguments.size()) {
        String name = arguments.get(next++);
        switch (name) {
          case "--help", "-h" -> {
            return new Help();
          }
          case "--port" -> port = portOf(name);
          case "--mqtt-port" -> mqttPort = portOf(name);
          case "--screen-port" -> screenPort = portOf(name);
          case "--data" -> data = Path.of(value(name));
          case "--public-url" -> publicUrl = urlOf(name);
          default -> throw new IllegalArgumentException("there is no option " + name);
        }
      }
      String url = publicUrl == null ? "http://localhost:" + port : publicUrl;
      Path folder = data.toAbsolutePath().normalize();
      return new Start(new DemoOptions(port, mqttPort, screenPort, folder, url));
    }

    private String value(String name) {
      if (next == arguments.size()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      return arguments.get(next++);
    }

    private int portOf(String name) {
      String value = value(name);
      boolean isPort = value.matches("\\d{1,5}");
      int port = isPort ? Integer.parseInt(value) : 0;
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException(
            name + " is a number from 1 to 65535, not \"" + value + "\"");
      }
      return port;
    }

    private String urlOf(String name) {
      String value = value(name);
      URI uri = URI.create(value);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
        throw new IllegalArgumentException(
            name + " is like http://192.168.1.20:8080, not \"" + value + "\"");
      }
      return value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    }
  }
}
