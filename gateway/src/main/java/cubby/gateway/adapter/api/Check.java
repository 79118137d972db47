package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the fields of one content and names all that are wrong at once. */
final class Check {
  private final List<FieldError> errors = new ArrayList<>();

  /** The text, or an empty one (and an error) where it is missing or of a wrong length. */
  String text(String field, @Nullable String value, int minChars, int maxChars) {
    if (value == null) {
      errors.add(new FieldError(field, "Is needed."));
      return "";
    }
    int length = value.strip().length();
    if (length < minChars || value.length() > maxChars) {
      errors.add(
          new FieldError(field, "Must have " + minChars + " to " + maxChars + " characters."));
      return "";
    }
    return value.strip();
  }

  /** The flag, or false where it is missing. */
  static boolean flag(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }

  /**
   * Ends the checks.
   *
   * @throws ProblemException where something was wrong
   */
  void orRefuse() {
    if (!errors.isEmpty()) {
      throw new ProblemException(Problems.invalidFields(errors));
    }
  }
}
