package cubby.gateway.app;

import cubby.gateway.app.port.OldRows;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Forgets what served its purpose, so that the database does not grow for ever. */
public final class Retention {
  /** Rows in one transaction: deleting must not hold up who waits for a door. */
  private static final int AT_ONCE = 1_000;

  private final Store<Tx> store;
  private final Kept kept;

  /**
   * How long rows are kept. Deposits with their histories are not among them: they are the record.
   *
   * @param events raw batches of cabinets' events, for repairs
   * @param messages texts to people, sealed, that were sent or given up
   * @param webhooks what partners were told
   */
  public record Kept(Duration events, Duration messages, Duration webhooks) {
    /** What holds where the configuration says nothing. */
    public static final Kept USUAL =
        new Kept(Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(30));
  }

  public Retention(Store<Tx> store, Kept kept) {
    this.store = store;
    this.kept = kept;
  }

  /** Deletes what is too old, in small steps; answers how many rows. Call it now and then. */
  public CompletionStage<Integer> deleteOld(Instant now) {
    return all(0, (old, limit) -> old.deleteEvents(now.minus(kept.events()), limit))
        .thenCompose(
            sum -> all(sum, (old, limit) -> old.deleteMessages(now.minus(kept.messages()), limit)))
        .thenCompose(sum ->
            all(sum, (old, limit) -> old.deleteWebhookEvents(now.minus(kept.webhooks()), limit)));
  }

  private CompletionStage<Integer> all(int before, Step step) {
    return store
        .write(tx -> step.delete(tx.oldRows(), AT_ONCE))
        .thenCompose(deleted ->
            deleted < AT_ONCE
                ? CompletableFuture.completedStage(before + deleted)
                : all(before + deleted, step));
  }

  private interface Step {
    int delete(OldRows rows, int limit);
  }
}
