package cubby.world.demo;

import java.io.Console;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code ./cubby demo}: the gateway and three simulated cabinets in one terminal. */
public final class DemoMain {
  private static final int DEFAULT_COLUMNS = 80;
  private static final int WRONG_USE = 2;

  private DemoMain() {}

  /**
   * Runs until Ctrl-C. Ends with 1 where it cannot start and with 2 where options make no sense.
   */
  public static void main(String[] arguments) throws InterruptedException {
    switch (DemoOptions.parse(List.of(arguments))) {
      case DemoOptions.Help() -> System.out.print(DemoOptions.HELP);
      case DemoOptions.Wrong(String message) -> {
        System.err.println(message);
        System.exit(WRONG_USE);
      }
      case DemoOptions.Start(DemoOptions options) -> run(options);
    }
  }

  private static void run(DemoOptions options) throws InterruptedException {
    Optional<String> taken = DemoPorts.taken(options);
    if (taken.isPresent()) {
      System.err.println(taken.get());
      System.exit(1);
    }
    Demo demo = started(options);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("demo-end")
                .unstarted(() -> {
                  demo.close();
                  System.out.println();
                  System.out.println("Cubby has ended. Its data is in " + options.data());
                }));
    System.out.println(demo.block(columns(), isColourTerminal()));
    new CountDownLatch(1).await();
  }

  private static Demo started(DemoOptions options) {
    try {
      return Demo.start(options);
    } catch (DemoException | IOException e) {
      System.err.println("the demo cannot start: " + e.getMessage());
      System.exit(1);
      throw new IllegalStateException(e);
    }
  }

  private static boolean isColourTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
  }

  /** The terminal's width as ./cubby found it. */
  private static int columns() {
    String columns = System.getenv("CUBBY_COLUMNS");
    return columns != null && columns.matches("\\d{1,4}")
        ? Integer.parseInt(columns)
        : DEFAULT_COLUMNS;
  }
}
