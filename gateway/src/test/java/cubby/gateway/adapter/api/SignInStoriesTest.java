package cubby.gateway.adapter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.adapter.api.TestGateway.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets a session, for how long, and how often one may try. */
class SignInStoriesTest {
  private static final String PHONE = "13812345678";

  @TempDir Path folder;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    gateway = TestGateway.start(folder);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aRiderSignsInByTheCodeSentToThePhone() {
    Answer sent = askCode(PHONE);
    assertEquals(202, sent.status());
    assertEquals("{}", sent.http().body());
    Answer signedIn = trial(PHONE, gateway.lastCode());
    assertEquals(201, signedIn.status());
    assertEquals("138****5678", signedIn.json().path("phone").stringValue());
    String cookie = signedIn.header("Set-Cookie");
    assertTrue(cookie.matches("cubby_session=[A-Za-z0-9_-]{43}; .*"), cookie);
    for (String part : List.of("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=7776000")) {
      assertTrue(cookie.contains(part), part);
    }
    Answer session = gateway.get("/api/v1/session", "Cookie", TestGateway.cookieOf(signedIn));
    assertEquals("rider", session.json().path("role").stringValue());
  }

  @Test
  void aStrangerHasASessionWithoutARole() {
    assertEquals("{\"role\":null,\"phone\":null}", gateway.get("/api/v1/session").http().body());
    assertTrue(
        gateway
            .get("/api/v1/session", "Cookie", "cubby_session=made-up")
            .json()
            .path("role")
            .isNull());
  }

  @Test
  void aCodeWorksOnce() {
    askCode(PHONE);
    String code = gateway.lastCode();
    assertEquals(201, trial(PHONE, code).status());
    assertEquals("/problems/wrong-code", trial(PHONE, code).problem());
  }

  @Test
  void aCodeIsForOnePhoneHoweverThatIsWritten() {
    askCode("+86 138-1234-5678");
    String code = gateway.lastCode();
    assertEquals(401, trial("13812345679", code).status());
    assertEquals(201, trial(PHONE, code).status());
  }

  @Test
  void fiveWrongTriesSpendACode() {
    askCode(PHONE);
    String code = gateway.lastCode();
    String wrong = code.equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 5; i++) {
      assertEquals(401, trial(PHONE, wrong).status());
    }
    assertEquals(401, trial(PHONE, code).status());
  }

  @Test
  void aCodeEndsAfterFiveMinutes() {
    askCode(PHONE);
    String code = gateway.lastCode();
    gateway.clock.advance(Duration.ofMinutes(5));
    assertEquals(401, trial(PHONE, code).status());
  }

  @Test
  void codesToOnePhoneAreLimited() {
    for (int i = 0; i < 3; i++) {
      assertEquals(202, askCode(PHONE).status());
    }
    Answer refused = askCode("0086" + PHONE);
    assertEquals(429, refused.status());
    assertEquals("300", refused.header("Retry-After"));
    assertEquals(202, askCode("13900000000").status());
    gateway.clock.advance(Duration.ofMinutes(5));
    assertEquals(202, askCode(PHONE).status());
  }

  @Test
  void guessesOfOneClientAreLimitedOverAllPhones() {
    int allowed = 0;
    while (trial("139%08d".formatted(allowed), "000000").status() == 401 && allowed < 100) {
      allowed++;
    }
    assertEquals(30, allowed);
  }

  @Test
  void whatIsNoPhoneIsRefusedByName() {
    Answer refused = askCode("12345");
    assertEquals("/problems/invalid-phone", refused.problem());
    assertEquals("phone", refused.json().path("errors").path(0).path("field").stringValue());
  }

  @Test
  void aSessionSlidesWhileItIsUsedAndEndsNinetyDaysAfter() {
    String cookie = gateway.signInRider(PHONE);
    gateway.clock.advance(Duration.ofDays(89));
    Answer used = gateway.get("/api/v1/session", "Cookie", cookie);
    assertEquals("rider", used.json().path("role").stringValue());
    assertTrue(used.header("Set-Cookie").startsWith(cookie + ";"), "the browser keeps it, too");
    gateway.clock.advance(Duration.ofDays(89));
    assertEquals(200, gateway.get("/api/v1/deposits", "Cookie", cookie).status());
    gateway.clock.advance(Duration.ofDays(91));
    assertEquals(401, gateway.get("/api/v1/deposits", "Cookie", cookie).status());
  }

  @Test
  void signingOutEndsTheSessionItself() {
    String cookie = gateway.signInRider(PHONE);
    Answer out =
        gateway.call(
            "DELETE", "/api/v1/session", null, "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
    assertEquals(204, out.status());
    assertTrue(out.header("Set-Cookie").contains("Max-Age=0"));
    assertEquals(401, gateway.get("/api/v1/deposits", "Cookie", cookie).status());
  }

  @Test
  void aManagersLinkWorksOnceWithinADay() {
    String token = TestGateway.await(gateway.signIns.newManagerLink());
    Answer in = gateway.post("/api/v1/manager/sessions", "{\"token\":\"" + token + "\"}");
    assertEquals(201, in.status());
    assertEquals("manager", in.json().path("role").stringValue());
    assertEquals(
        401, gateway.post("/api/v1/manager/sessions", "{\"token\":\"" + token + "\"}").status());
    String late = TestGateway.await(gateway.signIns.newManagerLink());
    gateway.clock.advance(Duration.ofDays(1));
    assertEquals(
        401, gateway.post("/api/v1/manager/sessions", "{\"token\":\"" + late + "\"}").status());
  }

  @Test
  void aRiderIsNoManagerAndAManagerNoRider() {
    String rider = gateway.signInRider(PHONE);
    String manager = gateway.signInManager();
    Answer refused = gateway.get("/api/v1/manager/cabinets", "Cookie", rider);
    assertEquals(403, refused.status());
    assertEquals("/problems/forbidden", refused.problem());
    assertEquals(401, gateway.get("/api/v1/manager/cabinets").status());
    assertEquals(200, gateway.get("/api/v1/manager/cabinets", "Cookie", manager).status());
    assertEquals(200, gateway.get("/api/v1/manager/deposits", "Cookie", manager).status());
    assertEquals(200, gateway.get("/api/v1/manager/problems", "Cookie", manager).status());
    assertEquals(403, gateway.get("/api/v1/deposits/d1", "Cookie", manager).status());
  }

  @Test
  void aManagerReleasesAndQuarantines() {
    String manager = gateway.signInManager();
    String compartment = "/api/v1/manager/compartments/east-1/";
    assertEquals(202, gateway.post(compartment + "7/release", "{}", "Cookie", manager).status());
    assertTrue(String.valueOf(gateway.desk.lastActor).startsWith("manager:"));
    String reason = "{\"reason\":\"Dirty\"}";
    assertEquals(
        202, gateway.post(compartment + "7/quarantine", reason, "Cookie", manager).status());
    assertEquals(422, gateway.post(compartment + "7/quarantine", "{}", "Cookie", manager).status());
    assertEquals(404, gateway.post(compartment + "x/release", "{}", "Cookie", manager).status());
  }

  @Test
  void theDatabaseHoldsNoPhoneCodeOrTokenInClear() throws IOException {
    String cookie = gateway.signInRider(PHONE);
    String token = cookie.substring("cubby_session=".length());
    askCode(PHONE);
    String code = gateway.lastCode();
    String key = gateway.partnerKey();
    gateway.close();
    assertNotEquals("", code);
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String secret : List.of(PHONE, token, key)) {
          assertFalse(bytes.contains(secret), file + " holds a secret");
        }
      }
    }
    gateway = TestGateway.start(folder);
    assertEquals(200, gateway.get("/api/v1/deposits", "Cookie", cookie).status());
  }

  private Answer askCode(String phone) {
    return gateway.post(
        "/api/v1/sign-in/codes", "{\"phone\":\"" + phone + "\",\"language\":\"en\"}");
  }

  private Answer trial(String phone, String code) {
    return gateway.post(
        "/api/v1/sign-in/sessions", "{\"phone\":\"" + phone + "\",\"code\":\"" + code + "\"}");
  }
}
