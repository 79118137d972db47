package cubby.agent.app;

import cubby.agent.domain.Input;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One input on its way to the core.
 *
 * @param answer where somebody at the screen waits for the decision
 */
public record Arrival(Input input, @Nullable CompletableFuture<Cabinet.KeypadAnswer> answer) {

  /** An input that nobody waits for. */
  public static Arrival of(Input input) {
    return new Arrival(input, null);
  }

  /** The answer that somebody waits for. */
  CompletableFuture<Cabinet.KeypadAnswer> waiting() {
    if (answer == null) {
      throw new IllegalStateException("nobody waits for " + input);
    }
    return answer;
  }

  /** Nothing was decided about it, and nothing was done. */
  void unavailable() {
    if (answer != null) {
      answer.complete(new Cabinet.KeypadAnswer(Cabinet.Answer.UNAVAILABLE, 0, 0));
    }
  }
}
