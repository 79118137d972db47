package cubby.agent.adapter.kiosk;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;

/** Writes answers. */
final class Reply {
  static final String JSON = "application/json";

  private Reply() {}

  /** A whole answer that no cache may keep. */
  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  static void problem(HttpExchange exchange, KioskProblem problem) throws IOException {
    byte[] body =
        Json.write((JsonGenerator json) -> {
          json.writeStartObject();
          json.writeStringProperty("type", "/problems/" + problem.slug());
          json.writeStringProperty("title", problem.getMessage());
          json.writeNumberProperty("status", problem.status());
          json.writeEndObject();
        });
    send(exchange, problem.status(), "application/problem+json", body);
  }
}
