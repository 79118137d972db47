package cubby.gateway.app.port;

import java.time.Instant;
import java.util.List;

/** Texts to people, kept until they were sent or given up. */
public interface Messages {

  void add(MessageRow message);

  /** Waiting ones whose time has come, oldest first. */
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
