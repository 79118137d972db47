package cubby.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import cubby.agent.boot.AgentSettings.LogFormat;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whole agents, without a gateway. */
class AgentProcessTest {
  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private Home home;

  @BeforeEach
  void everythingIsLogged() throws Exception {
    home = new Home(folder);
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %logger %msg%n%ex");
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(log);
    appender.start();
    root.addAppender(appender);
    root.setLevel(Level.DEBUG);
  }

  @AfterEach
  void logIsLeftAsItWas() {
    root.detachAppender(appender);
    root.setLevel(Level.INFO);
    client.shutdownNow();
    client.close();
  }

  @Test
  void anAgentWithoutAGatewayServesItsScreenAndItsSimulatedDoors() throws Exception {
    try (AgentProcess agent = AgentProcess.start(settings())) {
      String state = get(agent, "/api/kiosk");
      assertTrue(state.contains("\"number\":16"), state);
      assertTrue(state.contains("\"connected\":false"));
      assertTrue(get(agent, "/api/sim").contains("\"network\":true"));
      assertFalse(agent.isConnected());
    }
  }

  @Test
  void neitherCodeNorSecretNorKeyReachesTheLog() throws Exception {
    try (AgentProcess agent = AgentProcess.start(settings())) {
      assertEquals(
          "{\"answer\":\"REFUSED\"}", post(agent, "/api/kiosk/code", "{\"code\":\"48291376\"}"));
      post(agent, "/api/kiosk/code", "{\"code\":\"4829137\", 48291376}");
      post(agent, "/api/kiosk/code", "{\"48291376\":\"48291376\"}");
    }
    String said = log.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("agent of gate-1 started"), said);
    assertFalse(said.contains("4829137"), said);
    assertFalse(said.contains(Home.SECRET), said);
    assertFalse(said.contains(Home.KEY), said);
  }

  @Test
  void aRestartFindsTheJournalAndBeginsANewEpoch() throws Exception {
    long before;
    try (AgentProcess agent = AgentProcess.start(settings())) {
      before = agent.cabinet().snapshot().epoch();
    }
    try (AgentProcess agent = AgentProcess.start(settings())) {
      assertTrue(agent.cabinet().snapshot().epoch() > before);
      assertTrue(agent.cabinet().snapshot().lastSequence() >= 2, "both boots are in the outbox");
    }
  }

  @Test
  void everyMeterIsDescribed() throws Exception {
    try (AgentProcess agent = AgentProcess.start(settings())) {
      String metrics = get(agent, "/metrics");
      assertTrue(metrics.contains("cubby_agent_link_connected 0.0"), metrics);
      assertTrue(metrics.contains("cubby_agent_downlinks_refused_total{reason=\"RETAINED\"} 0.0"));
      assertTrue(metrics.contains("cubby_agent_journal_commit_seconds_count "));
      assertTrue(metrics.contains("cubby_agent_outbox_events "));
      long types = metrics.lines().filter(line -> line.startsWith("# TYPE")).count();
      long helps =
          metrics.lines().filter(line -> line.matches("# HELP \\S+ [A-Z0-9].{9,}")).count();
      assertEquals(types, helps, metrics);
    }
  }

  @Test
  void aTakenPortIsOneLineThatNamesTheWayOut() throws Exception {
    try (AgentProcess agent = AgentProcess.start(settings())) {
      AgentSettings s = settings();
      AgentSettings.Kiosk taken = new AgentSettings.Kiosk(agent.kioskPort(), "http://g");
      AgentSettings other =
          new AgentSettings(
              "gate-2",
              "n",
              s.profile(),
              folder.resolve("data2"),
              s.gateway(),
              taken,
              s.hardware(),
              s.log());
      AgentStartException refusal =
          assertThrows(AgentStartException.class, () -> AgentProcess.start(other));
      assertEquals(
          "port " + agent.kioskPort() + " is taken; set kiosk.port to another one",
          refusal.getMessage());
    }
  }

  @Test
  void aSecretThatOthersCanReadIsWarnedOf() throws Exception {
    Files.setPosixFilePermissions(
        folder.resolve("secret"), PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(Home.SECRET, KeyFiles.secret(folder.resolve("secret")));
    assertTrue(log.toString(StandardCharsets.UTF_8).contains("chmod 600"));
  }

  @Test
  void aJsonLogIsOneObjectALine() {
    var encoder = AgentLogging.encoder(context, LogFormat.JSON);
    var event =
        new ch.qos.logback.classic.spi.LoggingEvent(
            "x", root, Level.INFO, "door {} \"quoted\"\nnext", null, new Object[] {7});
    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
    assertTrue(line.startsWith("{") && line.endsWith("}\n"), line);
    assertEquals(1, line.lines().count());
    assertTrue(line.contains("door 7 \\\"quoted\\\"\\nnext"), line);
  }

  @Test
  void aWrongCallIsAnsweredWithTheUsage() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    java.io.PrintStream stream = new java.io.PrintStream(err, true, StandardCharsets.UTF_8);
    assertEquals(2, AgentMain.run(new String[] {"--what"}, null, stream));
    assertEquals(AgentMain.USAGE, err.toString(StandardCharsets.UTF_8));
    assertEquals(0, AgentMain.run(new String[] {"--help"}, null, stream));
    err.reset();
    String missing = folder.resolve("no.yaml").toString();
    assertEquals(2, AgentMain.run(new String[] {"--config", missing}, null, stream));
    assertEquals(missing + ": there is no such file\n", err.toString(StandardCharsets.UTF_8));
  }

  private AgentSettings settings() throws Exception {
    return SettingsFile.read(home.write("agent.yaml", home.yaml()));
  }

  private String get(AgentProcess agent, String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(agent, path)));
  }

  private String post(AgentProcess agent, String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(uri(agent, path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private static URI uri(AgentProcess agent, String path) {
    return URI.create("http://127.0.0.1:" + agent.kioskPort() + path);
  }
}
