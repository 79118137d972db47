package cubby.gateway.app;

import cubby.gateway.app.port.OverloadedException;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.Refusal;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Turns the two exceptions that are ordinary answers into refusals. */
final class Answers {
  private Answers() {}

  static <T> CompletionStage<Outcome<T>> of(CompletionStage<Outcome<T>> stage) {
    return stage.exceptionally(failure ->
        switch (cause(failure)) {
          case OverloadedException _ -> Outcome.refused(Refusal.OVERLOADED);
          case CabinetAwayException _ -> Outcome.refused(Refusal.CABINET_OFFLINE);
          case RuntimeException e -> throw e;
          case Throwable e -> throw new CompletionException(e);
        });
  }

  /** What failed, without the wrapping of stages. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
