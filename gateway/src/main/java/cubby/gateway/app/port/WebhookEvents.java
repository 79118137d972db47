package cubby.gateway.app.port;

import java.time.Instant;

/** What partners are told: written with the change itself, delivered later. */
public interface WebhookEvents {

  /**
   * @param type {@code deposit.stored}, {@code deposit.collected}, {@code deposit.overdue}, {@code
   *     deposit.taken_back}, {@code deposit.cancelled} or {@code deposit.failed}
   * @param json the body's {@code data} object
   */
  void add(String id, String partnerId, String type, String depositId, String json, Instant at);
}
