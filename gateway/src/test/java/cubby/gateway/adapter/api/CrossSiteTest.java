package cubby.gateway.adapter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another site cannot make a signed-in browser change anything. */
class CrossSiteTest {
  private static final String CANCEL = "/api/v1/deposits/d1/cancel";

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
  void aPageOfThisSiteMay() {
    assertEquals(200, cancel("Origin", "http://cubby.test"));
    assertEquals(200, cancel("Origin", "http://127.0.0.1:" + gateway.server.port()));
    assertEquals(200, cancel("Sec-Fetch-Site", "same-origin"));
  }

  @Test
  void aPageOfAnotherSiteMayNot() {
    assertEquals(403, cancel("Origin", "http://evil.test"));
    assertEquals(403, cancel("Origin", "null"));
    assertEquals(403, cancel("Sec-Fetch-Site", "cross-site"));
    assertEquals(403, cancel("Sec-Fetch-Site", "same-site"));
    assertEquals(403, cancel("Sec-Fetch-Site", "none"));
    assertEquals(403, cancel("Origin", "http://cubby.test", "Sec-Fetch-Site", "cross-site"));
  }

  @Test
  void aCookieWithoutAWordOfTheBrowserIsNotEnough() {
    assertEquals(403, cancel());
  }

  @Test
  void aFormCannotPretendToBeJson() {
    TestGateway.Answer answer =
        gateway.call(
            "POST",
            CANCEL,
            "{}",
            "Cookie",
            rider,
            "Origin",
            "http://cubby.test",
            "Content-Type",
            "text/plain");
    assertEquals("/problems/not-json", answer.problem());
  }

  @Test
  void anotherSiteCannotSignABrowserIn() {
    TestGateway.Answer answer =
        gateway.call(
            "POST",
            "/api/v1/sign-in/sessions",
            "{\"phone\":\"1\",\"code\":\"1\"}",
            "Origin",
            "http://evil.test",
            "Content-Type",
            "application/json");
    assertEquals("/problems/other-origin", answer.problem());
  }

  @Test
  void deletingNeedsTheSameOriginToo() {
    assertEquals(403, gateway.call("DELETE", "/api/v1/session", null, "Cookie", rider).status());
    assertEquals(200, gateway.get("/api/v1/deposits", "Cookie", rider).status());
  }

  @Test
  void aPartnersProgramNeedsNoOrigin() {
    String key = gateway.partnerKey();
    TestGateway.Answer answer =
        gateway.call(
            "POST",
            "/api/v1/partner/reservations/v1/deposit",
            "{}",
            "Authorization",
            "Bearer " + key,
            "Content-Type",
            "application/json");
    assertEquals(201, answer.status());
  }

  private int cancel(String... headers) {
    String[] all = new String[headers.length + 4];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    all[headers.length + 2] = "Cookie";
    all[headers.length + 3] = rider;
    return gateway.call("POST", CANCEL, "{}", all).status();
  }
}
