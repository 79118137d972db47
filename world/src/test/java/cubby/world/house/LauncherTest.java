package cubby.world.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each command that {@code ./cubby help} names is there and starts a program that is there. */
class LauncherTest {
  private static final Path LAUNCHER = Sources.root().resolve("cubby");
  private static final Pattern NAMED = Pattern.compile("(?m)^  ([a-z]+) {2,}\\S");
  private static final Pattern BRANCH = Pattern.compile("(?m)^  ([a-z]+)(?: \\|[^)]*)?\\)$");
  private static final Pattern PROGRAM =
      Pattern.compile("(?ms)^  ([a-z]+)\\)$((?:(?!;;).)*?)^    run (cubby\\.[A-Za-z.]+)");
  private static final int PATIENCE_SECONDS = 60;

  private record Ended(int status, String said) {}

  @Test
  void usageAndDispatchNameTheSameCommands() throws Exception {
    Ended help = run(List.of("bash", LAUNCHER.toString(), "help"));
    assertEquals(0, help.status(), help.said());
    Set<String> named = found(NAMED, help.said());
    String script = Files.readString(LAUNCHER);
    Set<String> branches = found(BRANCH, script.substring(script.indexOf("COMMAND=${1")));

    assertTrue(
        named.containsAll(Set.of("demo", "test", "simulate", "bench", "gateway", "agent")),
        help.said());
    assertEquals(named, branches);
  }

  @Test
  void eachProgramBehindACommandTellsItsOptions() throws Exception {
    TreeMap<String, String> programs = new TreeMap<>();
    Matcher matcher = PROGRAM.matcher(Files.readString(LAUNCHER));
    while (matcher.find()) {
      programs.put(matcher.group(1), matcher.group(3));
    }
    assertEquals(Set.of("agent", "bench", "demo", "gateway", "simulate"), programs.keySet());
    for (String program : programs.values()) {
      Ended ended =
          run(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  program,
                  "--help"));
      assertEquals(0, ended.status(), program + ": " + ended.said());
      assertTrue(ended.said().contains("usage"), program + ": " + ended.said());
    }
  }

  @Test
  void commandsWithoutOptionsTellTheUsageAndWhatIsNoCommandIsRefused() throws Exception {
    for (String command : List.of("test", "format", "pictures")) {
      Ended ended = run(List.of("bash", LAUNCHER.toString(), command, "--help"));
      assertEquals(0, ended.status(), ended.said());
      assertTrue(ended.said().contains("usage: ./cubby"), ended.said());
    }
    Ended unknown = run(List.of("bash", LAUNCHER.toString(), "fly"));
    assertEquals(2, unknown.status());
    assertFalse(unknown.said().isBlank());
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Ended run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end: " + command);
    return new Ended(process.exitValue(), said);
  }
}
