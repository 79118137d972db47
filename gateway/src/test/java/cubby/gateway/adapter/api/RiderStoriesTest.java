package cubby.gateway.adapter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.adapter.api.TestGateway.Answer;
import cubby.gateway.app.usecase.DepositUseCases;
import cubby.gateway.app.usecase.Refusal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rider and a recipient can do, and what they are refused. */
class RiderStoriesTest {
  private static final String DEPOSIT =
      "{\"size\":\"S\",\"low\":true,\"recipientPhone\":\"13900000000\",\"consent\":true}";
  private static final String PICKUP = "/api/v1/pickups/" + FakeDesk.TOKEN;

  @TempDir Path folder;
  private TestGateway gateway;
  private String rider;

  @BeforeEach
  void start() {
    gateway = TestGateway.start(folder);
    rider = gateway.signInRider("13812345678");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aCabinetIsShownToAnyone() {
    Answer answer = gateway.get("/api/v1/cabinets/east-1");
    assertEquals(200, answer.status());
    assertEquals("East", answer.json().path("site").path("name").stringValue());
    assertEquals(4, answer.json().path("sizes").path(0).path("free").intValue());
    assertEquals("/problems/not-found", gateway.get("/api/v1/cabinets/west-9").problem());
  }

  @Test
  void aRiderBeginsADepositInTheCabinetOfThePath() {
    Answer answer = gateway.post("/api/v1/cabinets/east-1/deposits", DEPOSIT, "Cookie", rider);
    assertEquals(201, answer.status());
    assertEquals("OPENING", answer.json().path("state").stringValue());
    assertEquals("2026-11-23T08:00:00Z", answer.json().path("createdAt").stringValue());
    assertTrue(answer.json().path("storedAt").isMissingNode(), "absent, not null");
    assertEquals(
        new DepositUseCases.NewDeposit("east-1", "S", true, "13900000000", true),
        gateway.desk.lastRequest);
  }

  @Test
  void whoeverIsNotSignedInGetsNoDeposits() {
    for (String path : List.of("/api/v1/deposits", "/api/v1/deposits/d1")) {
      Answer answer = gateway.get(path);
      assertEquals(401, answer.status());
      assertEquals("/problems/sign-in-needed", answer.problem());
    }
    assertEquals(401, gateway.post("/api/v1/cabinets/east-1/deposits", DEPOSIT).status());
    assertEquals(401, gateway.get("/api/v1/deposits/d1/live").status());
  }

  @Test
  void withoutTheRecipientsConsentNothingBegins() {
    Answer answer =
        gateway.post(
            "/api/v1/cabinets/east-1/deposits",
            "{\"size\":\"S\",\"recipientPhone\":\"13900000000\"}",
            "Cookie",
            rider);
    assertEquals(422, answer.status());
    assertEquals("/problems/consent-missing", answer.problem());
    assertEquals("consent", answer.json().path("errors").path(0).path("field").stringValue());
  }

  @Test
  void missingFieldsAreAllNamedAtOnce() {
    Answer answer =
        gateway.post("/api/v1/cabinets/east-1/deposits", "{\"consent\":true}", "Cookie", rider);
    assertEquals("/problems/invalid-content", answer.problem());
    assertEquals("size", answer.json().path("errors").path(0).path("field").stringValue());
    assertEquals(
        "recipientPhone", answer.json().path("errors").path(1).path("field").stringValue());
  }

  @Test
  void aDepositIsSeenListedAndChanged() {
    assertEquals(200, gateway.get("/api/v1/deposits/d1", "Cookie", rider).status());
    assertEquals(404, gateway.get("/api/v1/deposits/d2", "Cookie", rider).status());
    Answer open = gateway.get("/api/v1/deposits?state=open", "Cookie", rider);
    assertEquals("d1", open.json().path("deposits").path(0).path("id").stringValue());
    assertEquals(Boolean.TRUE, gateway.desk.lastRequest);
    assertEquals(422, gateway.get("/api/v1/deposits?state=shut", "Cookie", rider).status());
    assertEquals(201, change("bigger"));
    assertEquals(200, change("cancel"));
    assertEquals(200, change("take-back"));
    gateway.desk.refusal = Refusal.WRONG_STATE;
    assertEquals(409, change("cancel"));
    gateway.desk.refusal = Refusal.NO_FREE_COMPARTMENT;
    assertEquals(409, change("bigger"));
  }

  private int change(String what) {
    return gateway.post("/api/v1/deposits/d1/" + what, "{}", "Cookie", rider).status();
  }

  @Test
  void anOfflineCabinetSaysWhenToTryAgain() {
    gateway.desk.refusal = Refusal.CABINET_OFFLINE;
    Answer answer = gateway.post("/api/v1/cabinets/east-1/deposits", DEPOSIT, "Cookie", rider);
    assertEquals(503, answer.status());
    assertEquals("/problems/cabinet-offline", answer.problem());
    assertEquals("30", answer.header("Retry-After"));
    assertEquals(30, answer.json().path("retryAfterSeconds").intValue());
  }

  @Test
  void everyRefusalIsAProblemOfItsOwn() {
    for (Refusal refusal : Refusal.values()) {
      gateway.desk.refusal = refusal;
      Answer answer = gateway.get("/api/v1/deposits/d1", "Cookie", rider);
      assertTrue(answer.status() >= 400, refusal + " is " + answer.status());
      assertTrue(answer.problem().startsWith("/problems/"), refusal + " is a problem");
    }
  }

  @Test
  void doorsCannotBeMovedWithoutEnd() {
    for (int i = 0; i < 20; i++) {
      assertEquals(200, change("cancel"));
    }
    Answer last = gateway.post("/api/v1/deposits/d1/cancel", "{}", "Cookie", rider);
    assertEquals(429, last.status());
    assertEquals("10", last.header("Retry-After"));
    gateway.clock.advance(java.time.Duration.ofSeconds(10));
    assertEquals(200, change("cancel"));
  }

  @Test
  void theHolderOfALinkSeesTheCodeAndItsPicture() {
    Answer view = gateway.get(PICKUP);
    assertEquals("48291376", view.json().path("code").stringValue());
    assertTrue(view.json().path("depositId").isMissingNode());
    Answer picture = gateway.get(PICKUP + "/code.svg");
    assertEquals("image/svg+xml", picture.header("Content-Type"));
    assertTrue(picture.http().body().startsWith("<svg "));
    assertEquals("no-store", picture.header("Cache-Control"));
    for (String part : List.of("", "/code.svg", "/live")) {
      assertEquals(404, gateway.get("/api/v1/pickups/unknown" + part).status());
    }
  }

  @Test
  void theDoorOpensOnlyForWhoStandsInFront() {
    assertEquals(202, gateway.post(PICKUP + "/open", "{\"standingInFront\":true}").status());
    assertEquals(202, gateway.post(PICKUP + "/reopen", "{\"standingInFront\":true}").status());
    Answer answer = gateway.post(PICKUP + "/open", "{}");
    assertEquals("/problems/not-in-front", answer.problem());
  }

  @Test
  void aDelegateIsMadeAndRevoked() {
    Answer made = gateway.post(PICKUP + "/delegates", "{\"phone\":\"13900000000\"}");
    assertEquals(201, made.status());
    assertEquals("11112222", made.json().path("code").stringValue());
    Answer wrong = gateway.post(PICKUP + "/delegates", "{\"phone\":\"abc\"}");
    assertEquals("/problems/invalid-phone", wrong.problem());
    assertEquals("phone", wrong.json().path("errors").path(0).path("field").stringValue());
    assertEquals(204, gateway.call("DELETE", PICKUP + "/delegates/g2", null).status());
    assertEquals(404, gateway.call("DELETE", PICKUP + "/delegates/g3", null).status());
  }

  @Test
  void aProblemIsReported() {
    Answer made = gateway.post(PICKUP + "/problems", "{\"text\":\" It is stuck. \"}");
    assertEquals(201, made.status());
    assertEquals("It is stuck.", gateway.desk.lastRequest);
    assertEquals(422, gateway.post(PICKUP + "/problems", "{\"text\":\" \"}").status());
    String long501 = "{\"text\":\"" + "x".repeat(501) + "\"}";
    assertFalse(gateway.post(PICKUP + "/problems", long501).status() == 201);
  }

  @Test
  void whatCannotBeALinkIsForgottenAtOnce() {
    String path = "/api/v1/pickups/" + "x".repeat(300) + "/open";
    for (int i = 0; i < 30; i++) {
      // Remembered for a limit, long paths of a stranger would fill the memory.
      assertEquals(404, gateway.post(path, "{\"standingInFront\":true}").status());
    }
  }
}
