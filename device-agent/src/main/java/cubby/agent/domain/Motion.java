package cubby.agent.domain;

import org.jspecify.annotations.Nullable;

/** What a door is doing, apart from who has the compartment. */
public sealed interface Motion {

  /** Last seen closed, and nothing is under way. */
  record Closed() implements Motion {}

  /**
   * The decision to open is made; the coil is about to be energised or was, and the door was not
   * yet seen to open.
   *
   * @param pulse number of the pulse, unique for the life of the journal
   * @param attempt 1, or 2 for the retry
   * @param sinceUptimeMillis when this attempt was decided
   * @param pulsedAtUptimeMillis when the coil was energised, {@link #NOT_YET} before
   * @param actionId empty where the door is opened at the screen
   * @param actionSequence the action's, 0 where none
   */
  record Unlocking(
      Purpose purpose,
      long pulse,
      int attempt,
      long sinceUptimeMillis,
      long pulsedAtUptimeMillis,
      String actionId,
      long actionSequence)
      implements Motion {

    /** The coil has not been energised. */
    public static final long NOT_YET = -1;

    boolean pulsed() {
      return pulsedAtUptimeMillis != NOT_YET;
    }

    Unlocking pulsedAt(long uptimeMillis) {
      return new Unlocking(
          purpose, pulse, attempt, sinceUptimeMillis, uptimeMillis, actionId, actionSequence);
    }
  }

  /**
   * The door was seen open.
   *
   * @param sinceUptimeMillis when it was seen to open
   * @param reminded whether the reminder was given
   * @param ajar whether it has been open for too long
   */
  record Open(Cause cause, long sinceUptimeMillis, boolean reminded, boolean ajar)
      implements Motion {

    Open(Cause cause, long sinceUptimeMillis) {
      this(cause, sinceUptimeMillis, false, false);
    }
  }

  /**
   * Not seen since the agent started; the first good reading tells.
   *
   * @param before what the journal last knew, null for a door that was never seen
   */
  record Unseen(@Nullable Motion before) implements Motion {}

  /** Why a door is open. */
  enum Cause {
    /** Our pulse opened it. */
    COMMANDED,
    /** Nobody told it to open. */
    FORCED,
    /** Another door's pulse opened it. */
    WRONG_DOOR,
    /** It was open when first looked at. */
    FOUND
  }
}
