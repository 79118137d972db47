package cubby.agent.adapter.kiosk;

import cubby.agent.app.Cabinet;
import cubby.agent.app.Cabinet.KeypadAnswer;
import cubby.hardware.Timeline;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one keypad of the screen: asks the cabinet and remembers what to show. Thread-safe. */
final class Keypad {
  /** Durable decisions take milliseconds; longer means that the disk is in trouble. */
  private static final long ANSWER_SECONDS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(Keypad.class);

  private final Cabinet cabinet;
  private final Timeline timeline;
  private final Runnable changed;
  private KeypadState state = new KeypadState.None();

  /**
   * @param changed called after each change that did not come from the cabinet
   */
  Keypad(Cabinet cabinet, Timeline timeline, Runnable changed) {
    this.cabinet = cabinet;
    this.timeline = timeline;
    this.changed = changed;
  }

  /** Somebody typed eight digits. Blocks until the cabinet has decided. */
  KeypadState type(String code) {
    set(new KeypadState.Checking());
    return await(cabinet.codeTyped(code));
  }

  /** Somebody forgot something inside. Blocks until the cabinet has decided. */
  KeypadState forgot() {
    return await(cabinet.forgotPressed());
  }

  /** What to show now. */
  synchronized KeypadState look(Cabinet.Snapshot snapshot, long now) {
    state = state.observed(snapshot, now);
    return state;
  }

  private KeypadState await(CompletionStage<KeypadAnswer> asked) {
    KeypadState answer;
    long failedAt = timeline.uptimeMillis();
    try {
      KeypadAnswer heard = asked.toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      answer = KeypadState.answered(heard, timeline.uptimeMillis());
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("the cabinet gave no answer to its keypad", e);
      answer = new KeypadState.NotOpened(0, failedAt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer = new KeypadState.NotOpened(0, failedAt);
    }
    return set(answer);
  }

  private KeypadState set(KeypadState next) {
    synchronized (this) {
      state = next;
    }
    changed.run();
    return next;
  }
}
