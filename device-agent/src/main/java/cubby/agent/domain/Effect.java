package cubby.agent.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the interpreter is to do after the new state is durable. {@link Tell}, {@link Remember} and
 * {@link Forget} become durable with it.
 */
public sealed interface Effect {

  /** One numbered event. */
  record Tell(
      long sequence,
      long epoch,
      Moment at,
      int compartment,
      String depositId,
      String rightId,
      Fact fact,
      @Nullable Compartment after)
      implements Effect {}

  /** An action's first result, to be kept for its duplicates. */
  record Remember(ActionLedger.Entry entry) implements Effect {}

  /** Results that need not be kept any longer. */
  record Forget(List<String> actionIds) implements Effect {}

  /** Energise one coil, once. */
  record Pulse(int compartment, long pulse) implements Effect {}

  /** Switch a heater, or say again what it was told. */
  record Heater(int compartment, boolean on) implements Effect {}

  /**
   * What the person at the screen is told.
   *
   * @param compartment 0 where none
   * @param retryAfterMillis with WAIT
   */
  record Answer(Reply reply, int compartment, long retryAfterMillis) implements Effect {}

  /** The kinds of {@link Answer}. */
  enum Reply {
    OPENING,
    REFUSED,
    WAIT,
    UNAVAILABLE
  }

  /** For the log: a state changed, and why. */
  record Moved(int compartment, Object from, Object to, String reason) implements Effect {}

  /** For the log and the counters: an input was turned away. */
  record Ignored(Reason reason) implements Effect {}

  /** Why an input was turned away. */
  enum Reason {
    DESIRED_OUT_OF_BOUNDS,
    /** A desired state older than the one the cabinet works by. */
    DESIRED_STALE,
    /** The desired state that the cabinet works by, once more. */
    DESIRED_REPEATED,
    /** Other content under the version that the cabinet works by. */
    DESIRED_CONFLICT,
    OUTBOX_FULL,
    /** An action that came before: its first result stands. */
    ACTION_REPEATED,
    /** An action whose result is a refusal. */
    ACTION_REFUSED,
    /** An action that a younger one overtook, or that may have been done and forgotten. */
    ACTION_OUT_OF_ORDER,
    /** An action that came after its deadline. */
    ACTION_EXPIRED
  }
}
