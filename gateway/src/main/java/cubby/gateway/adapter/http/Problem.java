package cubby.gateway.adapter.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 describes it.
 *
 * @param slug the last part of {@code type}, {@code /problems/<slug>}
 * @param status the HTTP status, 400..599
 * @param title the same text for every problem of this type
 * @param detail what was wrong this time; never repeats what the client sent
 * @param errors the fields at fault; empty where none is
 * @param retryAfterSeconds also sent as Retry-After; null where waiting does not help
 */
public record Problem(
    String slug,
    int status,
    String title,
    String detail,
    List<FieldError> errors,
    @Nullable Long retryAfterSeconds) {

  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem without fields or waiting time. */
  public static Problem of(int status, String slug, String title, String detail) {
    return new Problem(slug, status, title, detail, List.of(), null);
  }

  /** The same problem, with the time after which to try again. */
  public Problem retryAfter(long seconds) {
    return new Problem(slug, status, title, detail, errors, seconds);
  }

  /** The same problem, naming the fields at fault. */
  public Problem withErrors(List<FieldError> fields) {
    return new Problem(slug, status, title, detail, fields, retryAfterSeconds);
  }

  /** The bytes of the request are not HTTP as RFC 9112 has it. */
  public static Problem malformed(String detail) {
    return of(400, "malformed-request", "Malformed request", detail);
  }

  /** Nothing is there, or nothing that this caller may know of. */
  public static Problem notFound() {
    return of(404, "not-found", "Not found", "There is nothing here.");
  }

  /** A bug or a broken part on our side; the cause is in the log only. */
  public static Problem internal() {
    return of(500, "internal", "Internal error", "The gateway could not do this. Try again.");
  }

  /** A bounded queue is full or an answer took too long. */
  public static Problem overloaded() {
    return of(503, "overloaded", "Overloaded", "The gateway is busy. Try again.").retryAfter(2);
  }

  /**
   * One field at fault.
   *
   * @param field its path in the body, e.g. {@code recipientPhone}
   */
  public record FieldError(String field, String message) {}
}
