package cubby.gateway.adapter.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description and the table of routes say the same, in both directions. */
class OpenApiTest {
  private final JsonNode description = read();

  @Test
  void everyRouteIsDescribedAndEveryDescriptionIsARoute(@TempDir Path folder) {
    try (TestGateway gateway = TestGateway.start(folder)) {
      TreeSet<String> routed = new TreeSet<>();
      gateway.api.routes().forEach(r -> routed.add(r.method() + " " + r.template()));
      TreeSet<String> described = new TreeSet<>();
      for (var path : description.path("paths").properties()) {
        for (var operation : path.getValue().properties()) {
          described.add(
              operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
        }
      }
      assertEquals(routed, described);
    }
  }

  @Test
  void parametersContentsAndAnswersAreTheRecordsOfTheRoutes(@TempDir Path folder) {
    try (TestGateway gateway = TestGateway.start(folder)) {
      List<String> differences = new ArrayList<>();
      for (Route route : gateway.api.routes()) {
        compare(route, differences);
      }
      assertEquals(List.of(), differences);
    }
  }

  private void compare(Route route, List<String> differences) {
    JsonNode operation =
        description
            .path("paths")
            .path(route.template())
            .path(route.method().toLowerCase(java.util.Locale.ROOT));
    List<String> names = new ArrayList<>();
    operation
        .path("parameters")
        .forEach(p -> {
          if (p.path("in").stringValue().equals("path")) {
            names.add(p.path("name").stringValue());
          }
        });
    String at = route.method() + " " + route.template();
    if (!names.equals(route.paramNames())) {
      differences.add(at + ": parameters " + names);
    }
    JsonNode answer = operation.path("responses").path(Integer.toString(route.status()));
    if (answer.isMissingNode()) {
      differences.add(at + ": no answer " + route.status());
    }
    if (route.answers() != null) {
      fields(at + " answer", route.answers(), schema(answer), differences);
    }
    JsonNode content = operation.path("requestBody");
    if (route.takes() == null ? !content.isMissingNode() : content.isMissingNode()) {
      differences.add(at + ": content");
    }
    if (route.takes() != null) {
      fields(at + " content", route.takes(), schema(content), differences);
    }
    boolean needs =
        switch (route.access()) {
          case RIDER, MANAGER, RIDER_OR_MANAGER, PARTNER -> true;
          case ANYONE, HOLDER, DEMO -> false;
        };
    if (needs == operation.path("security").isMissingNode()) {
      differences.add(at + ": security");
    }
  }

  private static JsonNode schema(JsonNode holder) {
    return holder.path("content").path("application/json").path("schema");
  }

  private void fields(String at, Type type, JsonNode schema, List<String> differences) {
    JsonNode resolved = resolve(schema);
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      fields(at + "[]", list.getActualTypeArguments()[0], resolved.path("items"), differences);
      return;
    }
    if (!(type instanceof Class<?> record) || !record.isRecord()) {
      return;
    }
    Map<String, Type> components = new LinkedHashMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      components.put(component.getName(), component.getGenericType());
    }
    List<String> described = new ArrayList<>();
    resolved.path("properties").properties().forEach(p -> described.add(p.getKey()));
    if (!described.equals(List.copyOf(components.keySet()))) {
      differences.add(at + ": " + described + " instead of " + components.keySet());
    }
    components.forEach((name, component) ->
        fields(at + "." + name, component, resolved.path("properties").path(name), differences));
  }

  private JsonNode resolve(JsonNode schema) {
    JsonNode ref = schema.path("$ref");
    if (ref.isMissingNode()) {
      return schema;
    }
    String name = ref.stringValue().substring("#/components/schemas/".length());
    JsonNode found = description.path("components").path("schemas").path(name);
    assertEquals(false, found.isMissingNode(), "no schema " + name);
    return found;
  }

  private static JsonNode read() {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("/cubby/gateway/openapi.yaml")) {
      return new YAMLMapper().readTree(Objects.requireNonNull(in));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
