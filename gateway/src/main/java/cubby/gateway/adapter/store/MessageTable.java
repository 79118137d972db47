package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Messages;
import cubby.gateway.app.port.Messenger;
import java.time.Instant;
import java.util.List;

/** Messages to people. */
final class MessageTable implements Messages {
  private final Statements statements;

  MessageTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public void add(MessageRow message) {
    statements.execute(
        """
        INSERT INTO messages (id, kind, deposit_id, language, sealed_phone, sealed_text, state,
          attempts, created_at, next_at)
        VALUES (?, ?, ?, ?, ?, ?, 'WAITING',
          ?, ?, ?)\
        """,
        message.id(),
        message.kind().name(),
        message.depositId(),
        message.language(),
        message.sealedPhone(),
        message.sealedText(),
        message.attempts(),
        message.createdAt().toEpochMilli(),
        message.nextAt().toEpochMilli());
  }

  @Override
  public List<MessageRow> due(Instant now, int limit) {
    return statements.all(
        """
        SELECT * FROM messages WHERE state = 'WAITING' AND (next_at <= ? OR next_at > ?)
        ORDER BY next_at, id LIMIT ?\
        """,
        row ->
            new MessageRow(
                row.getString("id"),
                Messenger.Kind.valueOf(row.getString("kind")),
                row.getString("deposit_id"),
                row.getString("language"),
                row.getString("sealed_phone"),
                row.getString("sealed_text"),
                row.getInt("attempts"),
                Statements.time(row, "created_at"),
                Statements.time(row, "next_at")),
        now.toEpochMilli(),
        now.plus(LONGEST_PAUSE).toEpochMilli(),
        limit);
  }

  @Override
  public void sent(String id, Instant at) {
    statements.execute(
        "UPDATE messages SET state = 'SENT', sent_at = ? WHERE id = ?", at.toEpochMilli(), id);
  }

  @Override
  public void retryAt(String id, Instant next) {
    statements.execute(
        "UPDATE messages SET attempts = attempts + 1, next_at = ? WHERE id = ?",
        next.toEpochMilli(),
        id);
  }

  @Override
  public void giveUp(String id) {
    statements.execute(
        "UPDATE messages SET attempts = attempts + 1, state = 'GIVEN_UP' WHERE id = ?", id);
  }
}
