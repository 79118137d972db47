package cubby.gateway.app.usecase;

import java.util.Optional;

/**
 * Tells whoever looks that something changed. Carries no data: the listener reads the view again,
 * so a lost or merged signal costs nothing.
 */
public interface LiveFeed {

  /**
   * Calls the listener soon after each commit that changed the deposit (its door, state, grants or
   * messages), on a thread that must not be blocked. Bounded.
   *
   * @return empty where too many watch already
   */
  Optional<Subscription> watchDeposit(String depositId, Runnable changed);

  /** Ends the calls. Idempotent, from any thread. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
