package cubby.agent.app;

import cubby.wire.v1.Action;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.EpochStart;
import cubby.wire.v1.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One running cabinet, as its adapters (gateway link, screen, metrics) see it. Callable from any
 * thread; nothing here blocks on the disk or the hardware.
 */
public interface Cabinet {

  /**
   * An action whose signature held and that names this cabinet.
   *
   * @return false where the bounded queue is full; nothing was done and the gateway will send again
   */
  boolean actionArrived(Action action);

  /**
   * A desired state whose signature held and that names this cabinet; older versions are ignored.
   *
   * @return false where the bounded queue is full
   */
  boolean desiredArrived(DesiredState desired);

  /** The gateway has every event up to this sequence; they are deleted here. */
  void committed(long through);

  /** Somebody typed a code at the screen. Completes once the decision is durable. */
  CompletionStage<KeypadAnswer> codeTyped(String code);

  /** "I forgot something" at the screen, within the grace window of the last collection. */
  CompletionStage<KeypadAnswer> forgotPressed();

  /** Number of the first event of this start of the agent; from it on all are of its epoch. */
  long firstEventOfEpoch();

  /**
   * Starts before this one whose first event was not yet deleted when this one began, ascending.
   */
  List<EpochStart> earlierEpochs();

  /** The newest state; immutable. */
  Snapshot snapshot();

  /** Calls the listener after each change of the snapshot or the event log; must return quickly. */
  void listen(Runnable changed);

  /** Uncommitted events with a larger sequence, ascending, at most {@code limit}. */
  List<Event> eventsAfter(long sequence, int limit);

  /**
   * @param answer what the person at the screen is told
   * @param compartment 0 where none
   * @param retryAfterMillis with WAIT: when the next code is looked at
   */
  record KeypadAnswer(Answer answer, int compartment, long retryAfterMillis) {}

  /** What the screen says after a code; never why a code was refused. */
  enum Answer {
    OPENING,
    REFUSED,
    /** Too many wrong codes; this one was not looked at. */
    WAIT,
    /** The agent cannot decide durably now (queue or disk full); nothing was done. */
    UNAVAILABLE
  }

  /**
   * @param lastSequence the highest event number ever assigned
   * @param committedThrough the highest event number the gateway is known to have
   * @param actionSequence actions up to this number are refused as out of order
   * @param states one per compartment, ascending
   * @param doors AJAR and UNLOCKING told apart, by compartment: CLOSED, UNLOCKING, OPEN, AJAR,
   *     UNKNOWN
   * @param heating compartments whose heater is on
   * @param temperatures fresh readings by compartment, in thousandths of a degree Celsius
   * @param forgotUntilUptimeMillis end of the last collection's grace window at the screen; 0 =
   *     none
   * @param openedByCode the compartment last opened at the screen and not yet closed, or null
   */
  record Snapshot(
      long epoch,
      long uptimeMillis,
      long desiredVersion,
      long lastSequence,
      long committedThrough,
      long actionSequence,
      List<CompartmentState> states,
      Map<Integer, String> doors,
      List<Integer> heating,
      Map<Integer, Integer> temperatures,
      Map<String, String> notices,
      long forgotUntilUptimeMillis,
      @Nullable Integer openedByCode) {}
}
