package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table of routes.
 *
 * @param template the path, with parameters in braces
 * @param takes the record of the content; null where the call has none
 * @param status of success
 * @param answers the record of the answer; null where it has none or is no JSON
 */
record Route(
    String method,
    String template,
    Access access,
    @Nullable Class<?> takes,
    int status,
    @Nullable Class<?> answers,
    Work work) {

  /** What a route does. May throw {@link ProblemException}; must not block. */
  interface Work {
    CompletionStage<? extends Response> handle(Call call);
  }

  /** The content of calls that need none: {@code {}}. */
  record Nothing() {}

  static Route get(String template, Access access, @Nullable Class<?> answers, Work work) {
    return new Route("GET", template, access, null, 200, answers, work);
  }

  static Route post(
      String template,
      Access access,
      Class<?> takes,
      int status,
      @Nullable Class<?> answers,
      Work work) {
    return new Route("POST", template, access, takes, status, answers, work);
  }

  static Route delete(String template, Access access, Work work) {
    return new Route("DELETE", template, access, null, 204, null, work);
  }

  /**
   * The parameters, where the path matches.
   *
   * @param parts of this route, see {@link #parts}
   */
  static Optional<Map<String, String>> match(List<String> parts, List<String> segments) {
    if (parts.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      String segment = segments.get(i);
      if (part.startsWith("{")) {
        if (segment.isEmpty()) {
          return Optional.empty();
        }
        params.put(part.substring(1, part.length() - 1), segment);
      } else if (!part.equals(segment)) {
        return Optional.empty();
      }
    }
    return Optional.of(params);
  }

  /** The names of the parameters, in order. */
  List<String> paramNames() {
    List<String> names = new ArrayList<>();
    for (String part : parts()) {
      if (part.startsWith("{")) {
        names.add(part.substring(1, part.length() - 1));
      }
    }
    return names;
  }

  /** The template between its slashes. */
  List<String> parts() {
    return List.of(template.substring(1).split("/", -1));
  }
}
