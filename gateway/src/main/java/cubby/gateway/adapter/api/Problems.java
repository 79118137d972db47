package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Problem;
import cubby.gateway.adapter.http.Problem.FieldError;
import cubby.gateway.app.usecase.Refusal;
import java.time.Duration;
import java.util.List;

/** Every problem that the interface knows beside those of the HTTP server itself. */
final class Problems {
  private Problems() {}

  /** The problem that stands for a refusal of a use case. */
  static Problem of(Refusal refusal) {
    return switch (refusal) {
      case NOT_FOUND -> Problem.notFound();
      case CABINET_OFFLINE ->
          Problem.of(
                  503,
                  "cabinet-offline",
                  "Cabinet offline",
                  "The cabinet cannot be reached. A code still works at its screen.")
              .retryAfter(30);
      case NO_FREE_COMPARTMENT ->
          Problem.of(409, "no-free-compartment", "No free compartment", "No compartment fits now.");
      case WRONG_STATE ->
          Problem.of(409, "wrong-state", "Wrong state", "This cannot be done (any more).");
      case CONSENT_MISSING ->
          invalid("consent-missing", "consent", "The recipient must have agreed.");
      case INVALID_PHONE -> invalidPhone("phone");
      case INVALID_SIZE -> invalid("invalid-size", "size", "Must be S, M, L or XL.");
      case NOT_IN_FRONT ->
          invalid("not-in-front", "standingInFront", "Stand in front of the cabinet first.");
      case TOO_MANY_REQUESTS -> limited(Duration.ofSeconds(30));
      case TOO_MANY_OPEN -> tooManyOpen();
      case OVERLOADED -> Problem.overloaded();
    };
  }

  static Problem invalidPhone(String field) {
    return invalid("invalid-phone", field, "Not a telephone number that can be reached.");
  }

  static Problem tooManyOpen() {
    return Problem.of(409, "too-many-open", "Too many open", "End one of those you have first.");
  }

  static Problem limited(Duration retryAfter) {
    long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    return Problem.of(429, "too-many-requests", "Too many requests", "Wait before trying again.")
        .retryAfter(seconds);
  }

  static Problem invalid(String slug, String field, String message) {
    return Problem.of(422, slug, "Invalid content", message)
        .withErrors(List.of(new FieldError(field, message)));
  }

  static Problem invalidFields(List<FieldError> errors) {
    return Problem.of(422, "invalid-content", "Invalid content", "Some fields are not valid.")
        .withErrors(errors);
  }

  static Problem malformedJson(String detail) {
    return Problem.of(400, "malformed-json", "Malformed JSON", detail);
  }

  static Problem notJson() {
    return Problem.of(415, "not-json", "Not JSON", "Send the body as application/json in UTF-8.");
  }

  static Problem methodNotAllowed() {
    return Problem.of(
        405, "method-not-allowed", "Method not allowed", "See Allow for what can be done here.");
  }

  static Problem signInNeeded() {
    return Problem.of(401, "sign-in-needed", "Sign-in needed", "Sign in first.");
  }

  static Problem keyNeeded() {
    return Problem.of(401, "key-needed", "Key needed", "Send a valid key: Authorization: Bearer.");
  }

  static Problem wrongCode() {
    return Problem.of(401, "wrong-code", "Wrong code", "Wrong or too old. Ask for a new one.");
  }

  static Problem forbidden() {
    return Problem.of(403, "forbidden", "Forbidden", "This session may not do this.");
  }

  static Problem otherOrigin() {
    return Problem.of(
        403, "other-origin", "Other origin", "Only pages of this site may change anything.");
  }

  static Problem unhealthy() {
    return Problem.of(503, "unhealthy", "Unhealthy", "The store does not commit.").retryAfter(5);
  }
}
