package cubby.gateway.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.wire.GatewayKeys;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does at the command line before the first cabinet is hung. */
class GatewayMainTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path config;

  @BeforeEach
  void aGatewayWithOneCabinet() throws Exception {
    config = folder.resolve("gateway.yaml");
    Files.writeString(
        config,
        """
        http: {port: 18080}
        dataFolder: data
        sites:
          - {id: s1, name: East}
        cabinets:
          - {id: east-1, site: s1, name: Gate, kind: PARCEL}
        """);
  }

  @Test
  void aCabinetGetsItsThreeSecretsAndTheyStayTheGateways() throws Exception {
    Path files = folder.resolve("east-1");
    assertEquals(0, run("--enrol", "east-1", files.toString()), err::toString);
    assertEquals(64, Files.readString(files.resolve("cabinet.key")).strip().length());
    assertTrue(Files.readString(files.resolve("secret")).strip().length() >= 16);
    assertEquals(1, GatewayKeys.parse(Files.readString(files.resolve("gateway.keys"))).size());
  }

  @Test
  void aManagersLinkIsNewEachTime() throws Exception {
    assertEquals(0, run("--manager-link"), err::toString);
    String first = out.toString(StandardCharsets.UTF_8);
    out.reset();
    assertEquals(0, run("--manager-link"), err::toString);
    assertTrue(first.startsWith("http://localhost:18080/manage/sign-in#"), first);
    assertTrue(!first.equals(out.toString(StandardCharsets.UTF_8)));
  }

  @Test
  void whoAsksForHelpGetsIt() throws Exception {
    assertEquals(0, GatewayMain.run(new String[] {"--help"}, print(out), print(err)));
    assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("usage: gateway"), out::toString);
  }

  @Test
  void wrongArgumentsAndSettingsAreToldWithCodeTwo() throws Exception {
    assertEquals(2, GatewayMain.run(new String[] {"--what"}, print(out), print(err)));
    assertEquals(2, run("--enrol", "east-1"));
    Files.writeString(config, "dataFolder: 1\n");
    err.reset();
    assertEquals(2, run("--manager-link"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("gateway.yaml:1"), err::toString);
  }

  private int run(String... what) throws InterruptedException {
    String[] args = new String[what.length + 2];
    args[0] = "--config";
    args[1] = config.toString();
    System.arraycopy(what, 0, args, 2, what.length);
    return GatewayMain.run(args, print(out), print(err));
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
