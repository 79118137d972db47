package cubby.gateway.adapter.store;

import cubby.gateway.app.port.WebhookEvents;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What partners are to be told. */
final class WebhookEventTable implements WebhookEvents {
  private final Handle handle;

  WebhookEventTable(Handle handle) {
    this.handle = handle;
  }

  @Override
  public void add(
      String id, String partnerId, String type, String depositId, String json, Instant at) {
    handle
        .createUpdate(
            """
            INSERT INTO webhook_events (id, partner_id, type, deposit_id, json, at)
            VALUES (:id, :partner, :type, :deposit, :json, :at)\
            """)
        .bind("id", id)
        .bind("partner", partnerId)
        .bind("type", type)
        .bind("deposit", depositId)
        .bind("json", json)
        .bind("at", at.toEpochMilli())
        .execute();
  }
}
