package cubby.gateway.adapter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import cubby.gateway.adapter.http.Bodies;
import cubby.gateway.adapter.http.Request;
import cubby.gateway.adapter.http.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any content, any path parameter and any query on every route, called by somebody who may call it.
 * An input is the number of a route (one byte), the text of its path parameters, a line end, the
 * text of a query parameter, a line end, and the content.
 */
class RoutesFuzzTest {
  private static final JsonMapper ANY_JSON = JsonMapper.builder().build();
  private static final List<Route> ROUTES = FuzzedApi.routes();

  /** Contents of which each suits some routes. */
  private static final List<String> CONTENTS =
      List.of(
          "{\"phone\":\"13800005678\",\"language\":\"en\"}",
          "{\"phone\":\"13800005678\",\"code\":\"123456\"}",
          "{\"token\":\"link\"}",
          "{\"size\":\"S\",\"low\":false,\"recipientPhone\":\"13900000000\",\"consent\":true}",
          "{\"standingInFront\":true}",
          "{\"phone\":\"13900000000\"}",
          "{\"text\":\"It is stuck.\"}",
          "{\"reason\":\"Smells.\"}",
          "{\"cabinet\":\"east-1\",\"size\":\"S\",\"externalId\":\"x\",\"recipientPhone\":\"1\","
              + "\"consent\":true}",
          "{\"url\":\"https://hooks.example/\",\"events\":[\"deposit.stored\"]}",
          "{}");

  static Stream<byte[]> calls() {
    return IntStream.range(0, ROUTES.size())
        .boxed()
        .flatMap(i ->
            CONTENTS.stream()
                .filter(c -> ROUTES.get(i).takes() != null || c.equals("{}"))
                .flatMap(
                    c -> Stream.of("east-1", "d1", FakeDesk.TOKEN, "7").map(p -> input(i, p, c))));
  }

  @MethodSource("calls")
  @FuzzTest
  void everyCallIsAnsweredAndWhatIsAcceptedIsOneJsonObject(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Route route = ROUTES.get(Byte.toUnsignedInt(input[0]) % ROUTES.size());
    String rest = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
    String[] parts = rest.split("\n", 3);
    String query = parts.length > 1 ? parts[1] : "";
    byte[] body = parts.length > 2 ? parts[2].getBytes(StandardCharsets.UTF_8) : new byte[0];
    Request request =
        new Request(
            route.method(),
            segments(route, parts[0]),
            Map.of("state", query, "overdue", query, "language", query),
            headers(route),
            body,
            "192.0.2.1");
    Response response =
        FuzzedApi.handler().handle(request).toCompletableFuture().getNow(Response.empty(599));
    check(route, body, response);
  }

  private static void check(Route route, byte[] body, Response response) {
    int status = response.status();
    assertTrue(status < 500, route.method() + " " + route.template() + " answers " + status);
    if (response instanceof Response.Full full) {
      full.headers()
          .forEach((name, value) ->
              assertTrue(
                  value.chars().allMatch(c -> c >= 0x20 && c != 0x7f),
                  name + " would break the head"));
      if (status >= 400) {
        JsonNode problem = ANY_JSON.readTree(Bodies.of(full));
        assertEquals(status, problem.path("status").intValue());
        assertTrue(problem.path("type").stringValue("").startsWith("/problems/"));
      }
    }
    // A call that needs no content may come without any.
    boolean given = body.length > 0 || !Route.Nothing.class.equals(route.takes());
    if (status < 300 && route.takes() != null && given) {
      assertTrue(ANY_JSON.readTree(body).isObject(), "accepted what is no JSON object");
    }
  }

  private static List<String> segments(Route route, String param) {
    List<String> segments = new ArrayList<>();
    for (String part : route.template().substring(1).split("/", -1)) {
      segments.add(part.startsWith("{") ? param : part);
    }
    return segments;
  }

  private static Map<String, String> headers(Route route) {
    Map<String, String> headers = new HashMap<>();
    headers.put("host", "cubby.test");
    headers.put("content-type", "application/json");
    headers.put("sec-fetch-site", "same-origin");
    headers.put("authorization", "Bearer " + FuzzedApi.KEY);
    String session = route.access() == Access.MANAGER ? FuzzedApi.MANAGER : FuzzedApi.RIDER;
    headers.put("cookie", SessionCookie.NAME + "=" + session);
    return headers;
  }

  private static byte[] input(int route, String param, String content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(route);
    all.writeBytes((param + "\nopen\n" + content).getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }
}
