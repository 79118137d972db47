package cubby.gateway.app.port;

import java.util.function.Supplier;

/**
 * The repositories as one transaction sees them. Only valid inside the work that it was given to. A
 * work may be run a second time, after its first run was rolled back: it changes nothing but what
 * it reaches through this interface.
 */
public interface Tx {
  Cabinets cabinets();

  Compartments compartments();

  EventLog eventLog();

  Deposits deposits();

  History history();

  Grants grants();

  Actions actions();

  Reservations reservations();

  Messages messages();

  Problems problems();

  WebhookEvents webhookEvents();

  Accounts accounts();

  Partners partners();

  /**
   * Runs a part of the work that may fail alone: where it throws, its changes and its tasks are
   * taken back, those before it stay, and the exception is thrown on. Costs several statements.
   */
  <R> R nested(Supplier<R> part);

  /**
   * Runs the task once the transaction is durable, before the work's stage completes, on the
   * store's after-commit thread; never where the work was rolled back. Of several tasks with equal
   * keys in one group of commits only the last runs. Tasks must be quick and must not block.
   */
  void afterCommit(Object key, Runnable task);
}
