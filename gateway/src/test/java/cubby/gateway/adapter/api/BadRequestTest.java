package cubby.gateway.adapter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.adapter.api.TestGateway.Answer;
import cubby.gateway.adapter.http.HttpSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes in, a problem goes out; no connection ends without a word. */
class BadRequestTest {
  private static final String CODES = "/api/v1/sign-in/codes";

  @TempDir Path folder;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    gateway = new TestGateway(folder, false, BadRequestTest::impatient);
  }

  private static HttpSettings impatient(HttpSettings s) {
    return new HttpSettings(
        s.bind(),
        s.port(),
        s.behindProxy(),
        true,
        8,
        Duration.ofMillis(400),
        Duration.ofSeconds(30),
        s.answerTimeout(),
        s.pingInterval(),
        s.streamTimeout());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void garbageIsAnsweredAsMalformed() throws IOException {
    assertProblem("malformed-request", raw("\u0016\u0003\u0001garbage\r\n\r\n"));
    assertProblem("malformed-request", raw("GET / HTTP/1.1\r\nHost\u0000: x\r\n\r\n"));
    assertProblem("malformed-request", raw("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"));
    assertProblem("malformed-request", raw("GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n"));
    assertProblem("malformed-request", raw("GET / HTTP/1.1\r\n\r\n"));
    assertProblem("malformed-request", raw("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"));
    assertProblem("http-version", raw("GET / HTTP/2.0\r\nHost: x\r\n\r\n"));
  }

  @Test
  void smuggledLengthsAreRefused() throws IOException {
    assertProblem(
        "malformed-request",
        raw("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"));
    assertProblem(
        "malformed-request", raw("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nhello"));
  }

  @Test
  void everythingHasALimit() throws IOException {
    assertProblem("uri-too-long", raw("GET /" + "a".repeat(5000) + " HTTP/1.1\r\n\r\n"));
    assertProblem(
        "headers-too-large",
        raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"));
    assertProblem(
        "body-too-large",
        raw("POST " + CODES + " HTTP/1.1\r\nHost: x\r\nContent-Length: 16385\r\n\r\n"));
    String chunk = "4001\r\n" + "a".repeat(0x4001) + "\r\n0\r\n\r\n";
    assertProblem(
        "body-too-large",
        raw(
            "POST "
                + CODES
                + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk));
  }

  @Test
  void aRequestThatDripsIsToldThatItIsTooSlow() throws IOException {
    assertProblem("slow-request", raw("POST " + CODES + " HTTP/1.1\r\nHost: x\r\nContent-Le"));
  }

  @Test
  void connectionsOverTheLimitAreToldSo() throws IOException {
    Socket[] sockets = new Socket[8];
    for (int i = 0; i < sockets.length; i++) {
      sockets[i] = new Socket("127.0.0.1", gateway.server.port());
      sockets[i]
          .getOutputStream()
          .write(
              "GET /api/v1/session HTTP/1.1\r\nHost: x\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertTrue(sockets[i].getInputStream().read() == 'H');
    }
    assertProblem("overloaded", raw("GET /api/v1/session HTTP/1.1\r\nHost: x\r\n\r\n"));
    for (Socket socket : sockets) {
      socket.close();
    }
    assertEquals(1, gateway.server.turnedAway());
  }

  @Test
  void oneConnectionServesManyRequestsAlsoSentAhead() throws IOException {
    String request = "GET /api/v1/session HTTP/1.1\r\nHost: x\r\n\r\n";
    String last = "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    String answers = raw(request + request + last);
    assertEquals(3, answers.split("HTTP/1.1 ", -1).length - 1, answers);
    assertTrue(answers.contains("/problems/not-found"));
  }

  @Test
  void contentThatIsNotJsonIsRefused() {
    assertEquals(
        "/problems/not-json",
        gateway.call("POST", CODES, "phone=1", "Content-Type", "text/plain").problem());
    assertEquals("/problems/not-json", gateway.call("POST", CODES, null).problem());
    for (String bad : List.of("{", "", "[]", "null", "{\"phone\":\"1\"} x", "{\"phone\":1}")) {
      Answer answer = gateway.post(CODES, bad);
      assertTrue(answer.problem().startsWith("/problems/"), bad + " is " + answer.problem());
      assertTrue(answer.status() == 400 || answer.status() == 422, bad + answer.status());
    }
    assertEquals(
        "/problems/malformed-json",
        gateway.post(CODES, "{\"phone\":\"1\",\"phone\":\"2\"}").problem());
  }

  @Test
  void anUnknownFieldIsRefusedByName() {
    Answer answer = gateway.post(CODES, "{\"phone\":\"13812345678\",\"admin\":true}");
    assertEquals(422, answer.status());
    assertEquals("admin", answer.json().path("errors").path(0).path("field").stringValue());
  }

  @Test
  void aProblemNeverRepeatsWhatWasSent() {
    Answer answer = gateway.post(CODES, "{\"phone\":13812345678}");
    assertEquals(422, answer.status());
    assertFalse(answer.http().body().contains("13812345678"), answer.http().body());
  }

  @Test
  void theWrongMethodIsToldTheRightOnes() {
    Answer answer = gateway.call("PUT", "/api/v1/session", "{}");
    assertEquals(405, answer.status());
    assertEquals("DELETE, GET, HEAD", answer.header("Allow"));
    assertEquals("/problems/method-not-allowed", answer.problem());
  }

  @Test
  void headIsGetWithoutContent() {
    Answer get = gateway.get("/api/v1/cabinets/east-1");
    Answer head = gateway.call("HEAD", "/api/v1/cabinets/east-1", null);
    assertEquals(200, head.status());
    assertEquals("", head.http().body());
    assertEquals(get.header("Content-Length"), head.header("Content-Length"));
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    for (Answer answer : List.of(gateway.get("/healthz"), gateway.get("/nowhere"))) {
      assertTrue(answer.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
      assertEquals("nosniff", answer.header("X-Content-Type-Options"));
      assertEquals("no-referrer", answer.header("Referrer-Policy"));
      assertEquals("no-store", answer.header("Cache-Control"));
      assertEquals("max-age=31536000", answer.header("Strict-Transport-Security"));
    }
  }

  @Test
  void theDemosDeskIsNotThereWithoutADemo() {
    assertEquals("/problems/not-found", gateway.get("/api/v1/demo").problem());
    assertEquals("/problems/not-found", gateway.get("/api/v1/demo/messages").problem());
  }

  private static void assertProblem(String slug, String answer) {
    assertTrue(answer.contains("application/problem+json"), answer);
    assertTrue(answer.contains("\"/problems/" + slug + "\""), answer);
  }

  /** Sends bytes and reads until the server closes. */
  private String raw(String bytes) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
