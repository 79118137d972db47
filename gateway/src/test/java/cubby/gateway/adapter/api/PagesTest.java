package cubby.gateway.adapter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.adapter.api.TestGateway.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages and their parts arrive, small, and only what is meant to be seen. */
class PagesTest {
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
  void everyPageIsServedAndStaysInNoCache() {
    for (String path : List.of("/", "/c/east-1", "/p/some-token", "/manage", "/manage/sign-in")) {
      Answer page = gateway.get(path);
      assertEquals(200, page.status(), path);
      assertEquals("text/html; charset=utf-8", page.header("Content-Type"));
      assertEquals("no-store", page.header("Cache-Control"));
    }
  }

  @Test
  void aPersonWhoIsLostGetsAPageAndAProgramAProblem() {
    Answer person = gateway.get("/nowhere", "Accept", "text/html,*/*;q=0.8");
    assertEquals(404, person.status());
    assertEquals("text/html; charset=utf-8", person.header("Content-Type"));
    assertTrue(person.http().body().contains("没有这个页面"));
    for (Answer program :
        List.of(gateway.get("/nowhere"), gateway.get("/api/v1/nowhere", "Accept", "text/html"))) {
      assertEquals(404, program.status());
      assertEquals("application/problem+json", program.header("Content-Type"));
    }
  }

  @Test
  void partsOfPagesAreAskedForAgainByTheirTag() {
    Answer first = gateway.get("/assets/preact.js");
    assertEquals("text/javascript; charset=utf-8", first.header("Content-Type"));
    assertEquals("no-cache", first.header("Cache-Control"));
    Answer again = gateway.get("/assets/preact.js", "If-None-Match", first.header("ETag"));
    assertEquals(304, again.status());
    assertEquals("", again.http().body());
  }

  @Test
  void textIsCompressedWhereTheClientCan() {
    Answer plain = gateway.get("/assets/preact.js");
    Answer gzip = gateway.get("/assets/preact.js", "Accept-Encoding", "gzip");
    assertEquals("gzip", gzip.header("Content-Encoding"));
    assertEquals("Accept-Encoding", plain.header("Vary"));
    assertTrue(
        Integer.parseInt(gzip.header("Content-Length"))
            < Integer.parseInt(plain.header("Content-Length")) / 2);
  }

  @Test
  void nothingElseOfTheClassPathIsServed() {
    for (String path :
        List.of(
            "/assets/../rider.html",
            "/assets/%2e%2e%2frider.html",
            "/assets/..%2f..%2fopenapi.yaml",
            "/assets/",
            "/assets/nothing.js",
            "/assets/.hidden")) {
      assertEquals(404, gateway.get(path).status(), path);
    }
  }

  @Test
  void theDescriptionAndTheProblemTypesCanBeRead() {
    assertTrue(gateway.get("/api/v1/openapi.yaml").http().body().contains("openapi: \"3.1.0\""));
    assertEquals(200, gateway.get("/problems/not-found").status());
  }
}
