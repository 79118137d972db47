package cubby.world.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hand-overs between threads under the explorer, which has a JVM of its own (ADR 171). */
class ThreadsTest {
  /** Ten times and more what it takes on one core. */
  private static final long MOST_SECONDS = 600;

  /** The smallest stories have a few dozen orders in all. */
  private static final int FEWEST_ORDERS = 15;

  @TempDir static Path folder;

  private static String output = "";
  private static final List<Lived> LIVED = new ArrayList<>();

  /** One story as the explorer told of it. */
  private record Lived(Story story, int orders, boolean right) {}

  @BeforeAll
  static void explore() throws IOException, InterruptedException {
    Path out = folder.resolve("explorer.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-XX:+EnableDynamicAgentLoading",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Explorer.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    output = Files.readString(out);
    assertTrue(ended, () -> "the explorer does not end:\n" + output);
    assertEquals(0, process.exitValue(), () -> output);
    List<Story> stories = Story.all();
    for (String line : output.lines().filter(l -> l.startsWith(Explorer.MARK)).toList()) {
      String[] words = line.substring(Explorer.MARK.length()).split(" ");
      Story story = stories.get(Integer.parseInt(words[0]));
      LIVED.add(new Lived(story, Integer.parseInt(words[1]), words[2].equals("right")));
    }
    assertEquals(stories, LIVED.stream().map(Lived::story).toList(), () -> output);
  }

  @Test
  void everyHandOverHoldsInEveryOrderThatWasTried() {
    for (Lived lived : LIVED) {
      if (lived.story().refutation() == null) {
        assertTrue(lived.right(), () -> lived.story() + " does not hold:\n" + output);
        assertTrue(lived.orders() >= FEWEST_ORDERS, () -> lived + " proves too little");
      }
    }
  }

  @Test
  void everyPlantedBugIsFound() {
    for (Lived lived : LIVED) {
      if (lived.story().refutation() != null) {
        assertTrue(lived.right(), () -> lived.story() + " was not found:\n" + output);
        assertTrue(lived.orders() <= Story.ORDERS / 2, () -> lived + " was nearly missed");
      }
    }
  }

  @Test
  void everyClassHasItsPlantedBugs() {
    List<String> held = new ArrayList<>();
    List<String> planted = new ArrayList<>();
    for (Story story : Story.all()) {
      (story.refutation() == null ? held : planted).add(story.of());
    }
    assertEquals(held.stream().distinct().toList(), planted.stream().distinct().toList());
  }
}
