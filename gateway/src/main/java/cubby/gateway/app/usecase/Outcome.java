package cubby.gateway.app.usecase;

import java.util.function.Function;

/** A definite answer to a request: it was done, or it was refused for one reason. */
public sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  record Refused<T>(Refusal refusal) implements Outcome<T> {
    /** The same refusal as an answer of another type. */
    public <R> Outcome<R> cast() {
      return new Refused<>(refusal);
    }
  }

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  default <R> Outcome<R> map(Function<T, R> change) {
    return switch (this) {
      case Done<T>(T value) -> done(change.apply(value));
      case Refused<T> refused -> refused.cast();
    };
  }
}
