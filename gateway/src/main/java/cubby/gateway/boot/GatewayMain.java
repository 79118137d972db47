package cubby.gateway.boot;

import cubby.gateway.adapter.host.SecureEntropy;
import cubby.gateway.adapter.host.SystemClock;
import cubby.gateway.adapter.notify.LogMessenger;
import cubby.gateway.app.port.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The gateway's program. */
public final class GatewayMain {
  private static final String USAGE =
      """
      usage: gateway --config gateway.yaml [what]
        (nothing)            runs the gateway until it is told to end
        --manager-link       prints a one-time link that signs a manager in
        --partner NAME       makes a partner and prints its key, this once
        --enrol CABINET DIR  writes a cabinet's secrets into DIR; a running gateway knows it in 5 s
        --help               this text
      """;

  private GatewayMain() {}

  /** Exit codes: 0 = ended as told, 1 = could not start, 2 = wrong arguments or settings. */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
    if (args.length == 1 && args[0].equals("--help")) {
      out.print(USAGE);
      return 0;
    }
    if (args.length < 2 || !args[0].equals("--config")) {
      err.print(USAGE);
      return 2;
    }
    try {
      GatewaySettings settings = SettingsFile.read(Path.of(args[1]));
      GatewayLogging.use(settings.log());
      if (args.length == 2) {
        return serve(settings);
      }
      return tool(settings, args, out, err);
    } catch (SettingsException e) {
      err.println(e.getMessage());
      return 2;
    } catch (PortTakenException e) {
      err.println(e.getMessage() + " Change " + e.key() + " in " + args[1] + ".");
      return 1;
    } catch (IOException | StoreException e) {
      err.println("the gateway cannot start: " + e.getMessage());
      return 1;
    }
  }

  private static int serve(GatewaySettings settings) throws IOException, InterruptedException {
    GatewayProcess gateway = GatewayProcess.start(settings);
    CountDownLatch told = new CountDownLatch(1);
    Thread end =
        Thread.ofPlatform()
            .name("end")
            .unstarted(() -> {
              gateway.close();
              told.countDown();
            });
    Runtime.getRuntime().addShutdownHook(end);
    told.await();
    return 0;
  }

  private static int tool(GatewaySettings settings, String[] args, PrintStream out, PrintStream err)
      throws IOException {
    String what = args[2];
    boolean known =
        (what.equals("--manager-link") && args.length == 3)
            || (what.equals("--partner") && args.length == 4)
            || (what.equals("--enrol") && args.length == 5);
    if (!known) {
      err.print(USAGE);
      return 2;
    }
    try (GatewayParts parts =
        new GatewayParts(settings, new SystemClock(), new SecureEntropy(), new LogMessenger())) {
      switch (what) {
        case "--manager-link" -> {
          String base =
              settings
                  .http()
                  .publicUrl()
                  .map(Object::toString)
                  .orElse("http://localhost:" + settings.http().port());
          String token = parts.signIns.newManagerLink().toCompletableFuture().join();
          out.println(base + "/manage/sign-in#" + token);
        }
        case "--partner" ->
            out.println(parts.partners.issueKey(args[3]).toCompletableFuture().join());
        default -> {
          enrol(parts, args[3], Path.of(args[4]));
          out.println("the secrets of " + args[3] + " are in " + args[4]);
        }
      }
    }
    return 0;
  }

  private static void enrol(GatewayParts parts, String cabinet, Path folder) throws IOException {
    // No cabinet is connected to this process: its link stays without an endpoint.
    SecretFiles.write(folder, parts.enrol(parts.core(new LateLink(), ""), cabinet));
  }
}
