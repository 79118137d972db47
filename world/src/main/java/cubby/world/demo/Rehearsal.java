package cubby.world.demo;

import cubby.world.site.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One start of the demo that nobody looks at, in a folder of its own and on free ports. The build
 * runs it so that the JVM can keep what a start loads; every later start is quicker for it.
 */
public final class Rehearsal {
  private static final int COLUMNS = 200;

  private Rehearsal() {}

  /**
   * Starts, draws the block of addresses and ends.
   *
   * @param arguments the folder for the data, which the caller removes
   */
  public static void main(String[] arguments) throws IOException, DemoException {
    DemoOptions options = options(Path.of(arguments[0]));
    try (Demo demo = Demo.start(options)) {
      System.out.println(demo.block(COLUMNS, true));
    }
  }

  private static DemoOptions options(Path data) {
    List<String> words =
        List.of(
            "--data", data.toString(),
            "--port", Integer.toString(Ports.free()),
            "--mqtt-port", Integer.toString(Ports.free()),
            "--screen-port", Integer.toString(Ports.free()));
    return switch (DemoOptions.parse(words)) {
      case DemoOptions.Start(DemoOptions options) -> options;
      case DemoOptions.Wrong(String message) -> throw new IllegalArgumentException(message);
      case DemoOptions.Help() -> throw new IllegalArgumentException("nobody asked for help");
    };
  }
}
