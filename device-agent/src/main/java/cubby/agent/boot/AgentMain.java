package cubby.agent.boot;

import cubby.agent.boot.AgentSettings.LogFormat;
import cubby.hardware.config.ConfigException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the agent of one cabinet: {@code --config agent.yaml}. SIGTERM ends it in good order (exit
 * status 143, the JVM's own). Else it ends with 2 where it was called or configured wrongly, 1
 * where it cannot start, 3 where it cannot go on.
 */
public final class AgentMain {
  static final String USAGE =
      """
      usage: AgentMain --config agent.yaml
        CUBBY_LOG=text|json in the environment goes before the file's log setting.
      """;

  private static final int CANNOT_START = 1;
  private static final int WRONGLY_CALLED = 2;
  private static final int CANNOT_GO_ON = 3;

  private AgentMain() {}

  /** See the class. */
  public static void main(String[] args) {
    int status = run(args, System.getenv("CUBBY_LOG"), System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(String[] args, @Nullable String logWord, PrintStream err) {
    if (args.length == 1 && args[0].equals("--help")) {
      err.print(USAGE);
      return 0;
    }
    if (args.length != 2 || !args[0].equals("--config")) {
      err.print(USAGE);
      return WRONGLY_CALLED;
    }
    try {
      AgentSettings settings = SettingsFile.read(Path.of(args[1]));
      AgentLogging.use(logFormat(settings, logWord));
      return live(AgentProcess.start(settings));
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return WRONGLY_CALLED;
    } catch (AgentStartException e) {
      err.println(e.getMessage());
      return CANNOT_START;
    }
  }

  private static int live(AgentProcess process) {
    // SIGTERM: the hook's thread closes; this one sees the end and returns.
    Thread hook = Thread.ofPlatform().name("end").unstarted(process::close);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      process.ended().toCompletableFuture().join();
      return 0;
    } catch (CompletionException | CancellationException e) {
      Logger log = LoggerFactory.getLogger(AgentMain.class);
      log.error("the agent cannot go on and has to be started again", e);
      process.close();
      return CANNOT_GO_ON;
    }
  }

  private static LogFormat logFormat(AgentSettings settings, @Nullable String word)
      throws ConfigException {
    if (word == null) {
      return settings.log();
    }
    for (LogFormat format : LogFormat.values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(word)) {
        return format;
      }
    }
    throw new ConfigException("CUBBY_LOG", 0, "", "\"" + word + "\" is not one of text, json");
  }
}
