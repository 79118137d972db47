package cubby.gateway.app.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Texts to people, kept until they were sent or given up. */
public interface Messages {

  void add(MessageRow message);

  /** No failed message waits longer for its next attempt. */
  Duration LONGEST_PAUSE = Duration.ofHours(1);

  /**
   * Waiting ones whose time has come, oldest first. One that is further ahead than any pause was
   * put off by a clock that was wrong: it is due too.
   */
  List<MessageRow> due(Instant now, int limit);

  void sent(String id, Instant at);

  /** Counts a failed attempt and puts the next off. */
  void retryAt(String id, Instant next);

  /** Gives up: never tried again. */
  void giveUp(String id);

  /**
   * @param depositId empty where none is concerned
   * @param sealedPhone sealed by the vault
   * @param sealedText sealed by the vault
   * @param attempts failed ones so far
   */
  record MessageRow(
      String id,
      Messenger.Kind kind,
      String depositId,
      String language,
      String sealedPhone,
      String sealedText,
      int attempts,
      Instant createdAt,
      Instant nextAt) {}
}
