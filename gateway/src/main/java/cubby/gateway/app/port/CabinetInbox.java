package cubby.gateway.app.port;

import cubby.wire.Topic;
import java.util.concurrent.CompletionStage;

/**
 * Where a link delivers what cabinets say. Called on the link's threads, in order per connection;
 * must not block.
 */
public interface CabinetInbox {

  /**
   * A message of an authenticated cabinet on one of its own uplinks.
   *
   * @return completes when the message is dealt with (for events: committed); the link limits how
   *     many are under way per connection and stops reading above that. Never completes
   *     exceptionally: refusals are counted inside.
   */
  CompletionStage<Void> received(String cabinet, Topic topic, byte[] payload);

  /** A cabinet's connection was authenticated and accepted; earlier ones of it are gone. */
  void connected(String cabinet);

  /** The cabinet's connection ended, and no newer one took its place. */
  void disconnected(String cabinet);
}
