package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Problem;
import cubby.gateway.adapter.http.Response;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.Refusal;
import java.util.function.Function;

/** Turns what use cases answer into answers of the interface. */
final class Answers {
  private Answers() {}

  /** The value as JSON with that status, or the refusal's problem. */
  static <T> Function<Outcome<T>, Response> json(int status) {
    return json(status, value -> value);
  }

  /** The changed value as JSON with that status, or the refusal's problem. */
  static <T, R> Function<Outcome<T>, Response> json(int status, Function<T, R> change) {
    return outcome ->
        switch (outcome) {
          case Outcome.Done<T>(T value) -> Json.answer(status, change.apply(value));
          case Outcome.Refused<T>(Refusal refusal) -> Json.problem(Problems.of(refusal));
        };
  }

  /** The same, naming the field in which a wrong phone was sent. */
  static <T> Function<Outcome<T>, Response> json(int status, String phoneField) {
    return outcome ->
        outcome instanceof Outcome.Refused<T>(Refusal refusal) && refusal == Refusal.INVALID_PHONE
            ? Json.problem(Problems.invalidPhone(phoneField))
            : Answers.<T>json(status).apply(outcome);
  }

  /** An answer without content, or the refusal's problem; false is "not found". */
  static Function<Outcome<Boolean>, Response> nothing(int status) {
    return outcome ->
        switch (outcome) {
          case Outcome.Done<Boolean>(Boolean done) ->
              done ? Response.empty(status) : Json.problem(Problem.notFound());
          case Outcome.Refused<Boolean>(Refusal refusal) -> Json.problem(Problems.of(refusal));
        };
  }
}
