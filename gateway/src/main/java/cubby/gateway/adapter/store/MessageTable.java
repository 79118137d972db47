package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Messages;
import cubby.gateway.app.port.Messenger;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Messages to people. */
final class MessageTable implements Messages {
  private final Handle handle;

  MessageTable(Handle handle) {
    this.handle = handle;
  }

  @Override
  public void add(MessageRow message) {
    handle
        .createUpdate(
            """
            INSERT INTO messages (id, kind, deposit_id, language, sealed_phone, sealed_text, state,
              attempts, created_at, next_at)
            VALUES (:id, :kind, :deposit, :language, :sealedPhone, :sealedText, 'WAITING',
              :attempts, :createdAt, :nextAt)\
            """)
        .bind("id", message.id())
        .bind("kind", message.kind().name())
        .bind("deposit", message.depositId())
        .bind("language", message.language())
        .bind("sealedPhone", message.sealedPhone())
        .bind("sealedText", message.sealedText())
        .bind("attempts", message.attempts())
        .bind("createdAt", message.createdAt().toEpochMilli())
        .bind("nextAt", message.nextAt().toEpochMilli())
        .execute();
  }

  @Override
  public List<MessageRow> due(Instant now, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM messages WHERE state = 'WAITING' AND next_at <= :now
            ORDER BY next_at, id LIMIT :limit\
            """)
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .map((row, _) ->
            new MessageRow(
                row.getString("id"),
                Messenger.Kind.valueOf(row.getString("kind")),
                row.getString("deposit_id"),
                row.getString("language"),
                row.getString("sealed_phone"),
                row.getString("sealed_text"),
                row.getInt("attempts"),
                Statements.time(row, "created_at"),
                Statements.time(row, "next_at")))
        .list();
  }

  @Override
  public void sent(String id, Instant at) {
    handle
        .createUpdate("UPDATE messages SET state = 'SENT', sent_at = :at WHERE id = :id")
        .bind("at", at.toEpochMilli())
        .bind("id", id)
        .execute();
  }

  @Override
  public void retryAt(String id, Instant next) {
    handle
        .createUpdate("UPDATE messages SET attempts = attempts + 1, next_at = :next WHERE id = :id")
        .bind("next", next.toEpochMilli())
        .bind("id", id)
        .execute();
  }

  @Override
  public void giveUp(String id) {
    handle
        .createUpdate(
            "UPDATE messages SET attempts = attempts + 1, state = 'GIVEN_UP' WHERE id = :id")
        .bind("id", id)
        .execute();
  }
}
