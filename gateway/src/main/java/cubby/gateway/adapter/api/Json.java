package cubby.gateway.adapter.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import cubby.gateway.adapter.http.Body;
import cubby.gateway.adapter.http.Problem;
import cubby.gateway.adapter.http.Problem.FieldError;
import cubby.gateway.adapter.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads requests strictly and writes answers. Thread-safe. */
final class Json {
  static final String TYPE = "application/json";
  static final String PROBLEM_TYPE = "application/problem+json";

  private static final int MAX_DEPTH = 8;
  private static final int MAX_STRING_CHARS = 4096;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING_CHARS)
                          .maxNameLength(64)
                          .maxNumberLength(20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private static final JsonMapper WITH_NULLS =
      MAPPER
          .rebuild()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
          .build();

  private Json() {}

  /**
   * The request's content as a record.
   *
   * @throws ProblemException where it is not JSON, or not this record
   */
  static <T> T read(byte[] body, Class<T> type) {
    try {
      T value = MAPPER.readValue(body, type);
      if (value == null) {
        throw new ProblemException(Problems.malformedJson("The content is null."));
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw fields(e, "Unknown field.");
    } catch (StreamReadException e) {
      throw new ProblemException(Problems.malformedJson("The content is not well-formed JSON."));
    } catch (MismatchedInputException e) {
      throw e.getPath().isEmpty()
          ? new ProblemException(Problems.malformedJson("The content must be one JSON object."))
          : fields(e, "Wrong type of value.");
    } catch (JacksonException e) {
      throw new ProblemException(Problems.malformedJson("The content cannot be read."));
    }
  }

  /** An answer; never compressed, because it may hold secrets beside what the client chose. */
  static Response.Full answer(int status, Object value) {
    return Response.of(status, TYPE, Body.plain(MAPPER.writeValueAsBytes(value)));
  }

  /** The same, with fields that are null instead of left out. */
  static Response.Full answerWithNulls(int status, Object value) {
    return Response.of(status, TYPE, Body.plain(WITH_NULLS.writeValueAsBytes(value)));
  }

  /** One line of JSON. */
  static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static Response.Full problem(Problem problem) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "/problems/" + problem.slug());
    fields.put("title", problem.title());
    fields.put("status", problem.status());
    fields.put("detail", problem.detail());
    if (!problem.errors().isEmpty()) {
      fields.put("errors", problem.errors());
    }
    Long retryAfter = problem.retryAfterSeconds();
    if (retryAfter != null) {
      fields.put("retryAfterSeconds", retryAfter);
    }
    Response.Full answer =
        Response.of(problem.status(), PROBLEM_TYPE, Body.plain(MAPPER.writeValueAsBytes(fields)));
    return retryAfter == null ? answer : answer.with("Retry-After", Long.toString(retryAfter));
  }

  private static ProblemException fields(MismatchedInputException e, String message) {
    List<FieldError> errors = new ArrayList<>();
    errors.add(new FieldError(path(e), message));
    return new ProblemException(Problems.invalidFields(errors));
  }

  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference part : e.getPath()) {
      @Nullable String name = part.getPropertyName();
      if (name == null) {
        path.append('[').append(part.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(name);
      }
    }
    return path.toString();
  }
}
