package cubby.gateway.app.port;

import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** Brings a short text to a person's phone (SMS, a chat platform, the demo's inbox). */
public interface Messenger {

  /**
   * Sends one message. The caller repeats it later where the stage fails; a repeat may reach the
   * person twice.
   */
  CompletionStage<Void> send(Message message);

  /**
   * @param id unique, so that a sender can drop repeats
   * @param phone E.164, never logged
   * @param kind what it is about, for templates and counters
   * @param text ready to read, may hold a code or link, never logged
   */
  record Message(String id, String phone, Kind kind, Locale language, String text) {}

  /** What a message is about. */
  enum Kind {
    SIGN_IN_CODE,
    DEPOSIT_READY,
    DELEGATED,
    REMINDER,
    OVERDUE,
    COLLECTED,
    TAKEN_BACK
  }
}
