package cubby.agent.adapter.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.agent.FakeCabinet;
import cubby.agent.TestProfile;
import cubby.agent.app.Cabinet.Answer;
import cubby.hardware.sim.VirtualTimeline;
import cubby.wire.v1.Tenancy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KioskServerTest {
  private static final String PAGE = "http://gateway.test/c/gate-1";

  private final FakeCabinet cabinet = new FakeCabinet();
  private final VirtualTimeline time = new VirtualTimeline();
  private KioskServer server;
  private Browser browser;

  @BeforeEach
  void screenStarts() throws IOException {
    KioskIdentity identity = new KioskIdentity("gate-1", "East gate", PAGE, TestProfile.TWO_DOORS);
    server =
        KioskServer.start(0, identity, cabinet, time, () -> true, null, () -> "cubby_up 1.0\n");
    browser = new Browser(server.port());
  }

  @AfterEach
  void screenEnds() {
    browser.close();
    server.close();
  }

  @Test
  void theStateNamesTheCabinetItsDoorsAndItsKeypad() throws Exception {
    HttpResponse<String> answer = browser.get("/api/kiosk");
    assertEquals(200, answer.statusCode());
    assertEquals(
        """
        {"cabinet":"gate-1","name":"East gate","kind":"MEAL","connected":true,\
        "riderPage":"http://gateway.test/c/gate-1","notices":{"en":"Closed on Sunday"},"doors":[\
        {"number":1,"kind":"MEAL","size":"S","low":true,"leftMillimetres":0,\
        "bottomMillimetres":300,"widthMillimetres":450,"heightMillimetres":290,"door":"CLOSED",\
        "tenancy":"FREE","quarantined":false,"heating":false},\
        {"number":2,"kind":"MEAL","size":"M","low":true,"leftMillimetres":0,\
        "bottomMillimetres":600,"widthMillimetres":450,"heightMillimetres":290,"door":"CLOSED",\
        "tenancy":"STORED","quarantined":false,"temperatureMilliCelsius":61500,"heating":true}],\
        "keypad":{"answer":"NONE"}}\
        """,
        answer.body());
  }

  @Test
  void aRightCodeOpensAndTheScreenFollowsTheDoorUntilTheThingIsTaken() throws Exception {
    cabinet.answersCodesWith(Answer.OPENING, 2, 0);
    HttpResponse<String> answer = browser.post("/api/kiosk/code", "{\"code\":\"48291376\"}");
    assertEquals("{\"answer\":\"OPENING\",\"compartment\":2}", answer.body());
    assertEquals(List.of("48291376"), cabinet.codes);

    cabinet.door(2, "UNLOCKING", Tenancy.TENANCY_STORED, 0);
    assertEquals("\"answer\":\"OPENING\",\"compartment\":2", keypad());
    cabinet.door(2, "OPEN", Tenancy.TENANCY_COLLECTING, 0);
    assertEquals("\"answer\":\"OPEN\",\"compartment\":2", keypad());
    cabinet.door(2, "CLOSED", Tenancy.TENANCY_GRACE, time.uptimeMillis() + 119_500);
    assertEquals("\"answer\":\"COLLECTED\",\"compartment\":2,\"forgotUntilSeconds\":120", keypad());
    time.advance(120_000);
    assertEquals("\"answer\":\"NONE\"", keypad());
  }

  @Test
  void somethingThatTheSensorStillSeesIsSaidSo() throws Exception {
    cabinet.answersCodesWith(Answer.OPENING, 2, 0);
    browser.post("/api/kiosk/code", "{\"code\":\"48291376\"}");
    cabinet.door(2, "OPEN", Tenancy.TENANCY_COLLECTING, 0);
    keypad();
    cabinet.door(2, "CLOSED", Tenancy.TENANCY_STORED, 0);
    assertEquals("\"answer\":\"STILL_SEEN\",\"compartment\":2", keypad());
    time.advance(30_000);
    assertEquals("\"answer\":\"NONE\"", keypad());
  }

  @Test
  void aDoorThatDoesNotOpenIsSaidSo() throws Exception {
    cabinet.answersCodesWith(Answer.OPENING, 2, 0);
    browser.post("/api/kiosk/code", "{\"code\":\"48291376\"}");
    cabinet.door(2, "UNLOCKING", Tenancy.TENANCY_STORED, 0);
    keypad();
    cabinet.door(2, "CLOSED", Tenancy.TENANCY_STORED, 0);
    assertEquals("\"answer\":\"NOT_OPENED\",\"compartment\":2", keypad());
  }

  @Test
  void aWrongCodeIsRefusedWithoutAHintAndForgottenSoon() throws Exception {
    assertEquals(
        "{\"answer\":\"REFUSED\"}",
        browser.post("/api/kiosk/code", "{\"code\":\"11111111\"}").body());
    assertEquals("\"answer\":\"REFUSED\"", keypad());
    time.advance(6_000);
    assertEquals("\"answer\":\"NONE\"", keypad());
  }

  @Test
  void afterTooManyWrongCodesTheScreenCountsDown() throws Exception {
    cabinet.answersCodesWith(Answer.WAIT, 0, 179_001);
    assertEquals(
        "{\"answer\":\"WAIT\",\"retryAfterSeconds\":180}",
        browser.post("/api/kiosk/code", "{\"code\":\"11111111\"}").body());
    time.advance(170_000);
    assertEquals("\"answer\":\"WAIT\",\"retryAfterSeconds\":10", keypad());
  }

  @Test
  void aCabinetThatCannotDecideSaysThatNothingOpened() throws Exception {
    cabinet.answersCodesWith(Answer.UNAVAILABLE, 0, 0);
    assertEquals(
        "{\"answer\":\"NOT_OPENED\"}",
        browser.post("/api/kiosk/code", "{\"code\":\"11111111\"}").body());
  }

  @Test
  void somethingForgottenOpensAgain() throws Exception {
    cabinet.answersCodesWith(Answer.OPENING, 2, 0);
    assertEquals(
        "{\"answer\":\"OPENING\",\"compartment\":2}",
        browser.post("/api/kiosk/forgot", "{}").body());
  }

  @Test
  void whatIsNoCodeNeverReachesTheCabinet() throws Exception {
    String[] bodies = {
      "{\"code\":\"1234567\"}",
      "{\"code\":\"123456789\"}",
      "{\"code\":12345678}",
      "{\"code\":\"1234567x\"}",
      "{\"code\":\"12345678\",\"more\":true}",
      "{\"code\":\"12345678\",\"code\":\"12345678\"}",
      "{\"code\":\"12345678\"} {}",
      "[\"12345678\"]",
      "{}",
      "",
      "rubbish"
    };
    for (String body : bodies) {
      HttpResponse<String> answer = browser.post("/api/kiosk/code", body);
      assertTrue(answer.statusCode() == 400 || answer.statusCode() == 422, body);
      assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").get());
      assertFalse(answer.body().contains("1234567"), "never echoed");
    }
    assertEquals(List.of(), cabinet.codes);
  }

  @Test
  void aBodyOfMoreThanOneKibibyteIsRefused() throws Exception {
    String huge = "{\"code\":\"" + "1".repeat(1_024) + "\"}";
    assertEquals(413, browser.post("/api/kiosk/code", huge).statusCode());
  }

  @Test
  void whatIsNotJsonIsRefused() throws Exception {
    HttpRequest.Builder form =
        browser
            .request("/api/kiosk/code", "Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"12345678\"}"));
    assertEquals(415, browser.send(form).statusCode());
    assertEquals(List.of(), cabinet.codes);
  }

  @Test
  void aForeignPageCanDoNothing() throws Exception {
    String code = "{\"code\":\"12345678\"}";
    String own = "http://127.0.0.1:" + server.port();
    assertEquals(
        403, browser.post("/api/kiosk/code", code, "Origin", "http://evil.test").statusCode());
    assertEquals(403, browser.post("/api/kiosk/code", code, "Origin", "null").statusCode());
    assertEquals(
        403, browser.post("/api/kiosk/code", code, "Sec-Fetch-Site", "cross-site").statusCode());
    assertEquals(List.of(), cabinet.codes);
    assertEquals(200, browser.post("/api/kiosk/code", code, "Origin", own).statusCode());
  }

  @Test
  void aForeignNameForLoopbackIsTurnedAway() throws Exception {
    for (String host : List.of("evil.test", "127.0.0.1.evil.test", "localhost@evil.test", "")) {
      String request = "GET /api/kiosk HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      assertTrue(browser.raw(request).startsWith("HTTP/1.1 421 "), host);
    }
    String good = "GET /api/kiosk HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n";
    assertTrue(browser.raw(good).startsWith("HTTP/1.1 200 "));
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    for (String path : List.of("/api/kiosk", "/assets/sample.css", "/nothing", "/metrics")) {
      HttpResponse<String> answer = browser.get(path);
      String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.contains("default-src 'self'"), path);
      assertTrue(policy.contains("frame-ancestors 'none'"), path);
      assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").get());
      assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").get());
    }
    assertEquals("no-store", browser.get("/api/kiosk").headers().firstValue("Cache-Control").get());
  }

  @Test
  void unknownPathsAndOtherMethodsAreProblems() throws Exception {
    String[] unknown = {
      "/api",
      "/api/kiosk/nothing",
      "/api/kioskx",
      "/assets/nothing.js",
      "/assets/..%2fx.css",
      "/assets/",
      "/assets/package-info.class",
      "/api/sim",
      "/api/sim/doors/1/pull"
    };
    for (String path : unknown) {
      HttpResponse<String> answer = browser.get(path);
      assertEquals(404, answer.statusCode(), path);
      assertTrue(answer.body().contains("\"type\":\"/problems/not-found\""), path);
    }
    HttpResponse<String> answer = browser.get("/api/kiosk/code");
    assertEquals(405, answer.statusCode());
    assertEquals("POST", answer.headers().firstValue("Allow").get());
  }

  @Test
  void filesAreCompressedAndNotSentTwice() throws Exception {
    HttpResponse<byte[]> plain = browser.bytes("/assets/sample.css");
    HttpResponse<byte[]> zipped =
        browser.bytes("/assets/sample.css", "Accept-Encoding", "gzip, br");
    assertEquals("gzip", zipped.headers().firstValue("Content-Encoding").get());
    assertTrue(zipped.body().length < plain.body().length);
    assertEquals("text/css; charset=utf-8", plain.headers().firstValue("Content-Type").get());
    String tag = plain.headers().firstValue("ETag").get();
    assertEquals(304, browser.get("/assets/sample.css", "If-None-Match", tag).statusCode());
    assertEquals(200, browser.get("/assets/sample.css", "If-None-Match", "\"x\"").statusCode());
    assertTrue(browser.get("/assets/preact.js").body().contains("export"));
  }

  @Test
  void theQrCodeIsAPictureOfTheRidersPage() throws Exception {
    HttpResponse<String> answer = browser.get("/api/kiosk/qr.svg");
    assertEquals("image/svg+xml", answer.headers().firstValue("Content-Type").get());
    assertTrue(answer.body().startsWith("<svg xmlns="));
    assertEquals(answer.body(), new String(QrSvg.of(PAGE), StandardCharsets.UTF_8));
  }

  @Test
  void theLiveStreamSendsTheStateAtOnceAndAfterEachChange() throws Exception {
    try (BufferedReader live = lines("/api/kiosk/live")) {
      assertEquals("event: kiosk", live.readLine());
      assertTrue(live.readLine().startsWith("data: {\"cabinet\":\"gate-1\""));
      assertEquals("", live.readLine());
      cabinet.door(1, "AJAR", Tenancy.TENANCY_FREE, 0);
      assertEquals("event: kiosk", live.readLine());
      assertTrue(live.readLine().contains("\"door\":\"AJAR\""));
    }
  }

  @Test
  void theNinthSubscriberTakesTheFirstOnesPlace() throws Exception {
    List<BufferedReader> screens = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      BufferedReader screen = lines("/api/kiosk/live");
      assertEquals("event: kiosk", screen.readLine());
      screens.add(screen);
    }
    assertTrue(endsSoon(screens.getFirst()));
    cabinet.door(1, "OPEN", Tenancy.TENANCY_FREE, 0);
    screens.getLast().readLine();
    screens.getLast().readLine();
    assertEquals("event: kiosk", screens.getLast().readLine());
    for (BufferedReader screen : screens) {
      screen.close();
    }
  }

  @Test
  void metricsAreServedAsText() throws Exception {
    HttpResponse<String> answer = browser.get("/metrics");
    assertEquals("cubby_up 1.0\n", answer.body());
    assertTrue(answer.headers().firstValue("Content-Type").get().startsWith("text/plain"));
  }

  private BufferedReader lines(String path) throws Exception {
    return new BufferedReader(new InputStreamReader(browser.stream(path), StandardCharsets.UTF_8));
  }

  private static boolean endsSoon(BufferedReader screen) {
    try {
      while (screen.readLine() != null) {
        // What was sent before the end is still there.
      }
      return true;
    } catch (IOException e) {
      return true;
    }
  }

  private String keypad() throws Exception {
    String state = browser.get("/api/kiosk").body();
    int start = state.indexOf("\"keypad\":{") + "\"keypad\":{".length();
    return state.substring(start, state.length() - 2);
  }
}
