package cubby.agent.adapter.kiosk;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Streams JSON out, and flat JSON objects in. */
final class Json {
  /** The longest request is a code; anything near this size is no request of ours. */
  static final int MAX_BODY_BYTES = 1_024;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  static byte[] write(Consumer<JsonGenerator> body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      body.accept(json);
    }
    return out.toByteArray();
  }

  /**
   * The request's body: one object of texts and truth values.
   *
   * @throws KioskProblem where it is too large, or is anything else
   */
  static Map<String, Object> read(HttpExchange exchange) throws IOException, KioskProblem {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw new KioskProblem(413, "too-large", "The request is larger than 1 KiB");
    }
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      return flat(json);
    } catch (JacksonException e) {
      // Its message quotes the body, which may hold a code: it goes nowhere.
      throw notFlat();
    }
  }

  private static Map<String, Object> flat(JsonParser json) throws KioskProblem {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw notFlat();
    }
    Map<String, Object> fields = new HashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      switch (json.nextToken()) {
        case VALUE_STRING -> fields.put(name, json.getString());
        case VALUE_TRUE -> fields.put(name, true);
        case VALUE_FALSE -> fields.put(name, false);
        default -> throw notFlat();
      }
    }
    if (json.nextToken() != null) {
      throw notFlat();
    }
    return fields;
  }

  private static KioskProblem notFlat() {
    return new KioskProblem(
        400, "malformed", "The request is not the JSON object that it should be");
  }
}
