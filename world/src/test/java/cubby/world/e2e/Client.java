package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser without pages: one server, one cookie, JSON both ways. For one thread. */
public final class Client {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String origin;
  private final String prefix;
  private @Nullable String cookie;
  private @Nullable String bearer;

  /**
   * @param origin such as {@code http://localhost:8080}, as a browser's Origin header says it
   * @param prefix of every path
   */
  public Client(String origin, String prefix) {
    this.origin = origin;
    this.prefix = prefix;
  }

  Client withKey(String apiKey) {
    this.bearer = apiKey;
    return this;
  }

  /** The answer to a request, with the body parsed where it is JSON. */
  public record Answer(int status, JsonNode body, HttpHeaders headers) {

    public Answer expect(int expected) {
      assertEquals(expected, status, () -> "body: " + body);
      return this;
    }

    /** Expects an error as RFC 9457 describes it. */
    Answer expectProblem(int expected, String slug) {
      expect(expected);
      assertEquals("application/problem+json", header("Content-Type"));
      assertEquals("/problems/" + slug, text("type"));
      assertEquals(expected, body.path("status").asInt());
      assertFalse(text("title").isEmpty());
      return this;
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    public String text(String field) {
      return body.path(field).asString("");
    }
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, Map<String, ?> body) {
    return send("POST", path, body);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /** The session, as a browser would keep it; empty when signed out. */
  String cookie() {
    return cookie == null ? "" : cookie;
  }

  /** Sends what a browser or a program of ours never would. */
  Answer sendRaw(String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request = request(path);
    headers.forEach(request::header);
    request.method(method, HttpRequest.BodyPublishers.ofString(body));
    return answer(request.build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin + prefix + path))
        .timeout(Duration.ofSeconds(20));
  }

  private Answer send(String method, String path, @Nullable Map<String, ?> body) {
    HttpRequest.Builder request = request(path);
    request.header("Accept", "application/json");
    if (!method.equals("GET")) {
      request.header("Content-Type", "application/json");
      request.header("Origin", origin);
    }
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    return answer(request.build());
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      response
          .headers()
          .firstValue("Set-Cookie")
          .ifPresent(header -> cookie = header.substring(0, header.indexOf(';')));
      return new Answer(response.statusCode(), parsed(response), response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri().getPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parsed(HttpResponse<String> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return type.contains("json") && !response.body().isEmpty()
        ? JSON.readTree(response.body())
        : JSON.createObjectNode();
  }
}
