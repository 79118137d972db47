package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Accounts;
import cubby.gateway.app.port.Actions;
import cubby.gateway.app.port.Cabinets;
import cubby.gateway.app.port.Compartments;
import cubby.gateway.app.port.Deposits;
import cubby.gateway.app.port.EventLog;
import cubby.gateway.app.port.Grants;
import cubby.gateway.app.port.History;
import cubby.gateway.app.port.Messages;
import cubby.gateway.app.port.Partners;
import cubby.gateway.app.port.Problems;
import cubby.gateway.app.port.Reservations;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.WebhookEvents;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * One connection with its repositories and the transaction under way on it. Confined to one thread
 * at a time. What comes and changes with every event (the log, cabinets, compartments) is kept in
 * memory and written once per commit.
 */
final class Session implements Tx {
  private final Statements statements;
  private final CabinetTable cabinets;
  private final CompartmentTable compartments;
  private final EventLogTable eventLog;
  private final DepositTable deposits;
  private final HistoryTable history;
  private final GrantTable grants;
  private final ActionTable actions;
  private final ReservationTable reservations;
  private final MessageTable messages;
  private final ProblemTable problems;
  private final WebhookEventTable webhookEvents;
  private final AccountTable accounts;
  private final PartnerTable partners;
  private final Map<Object, Runnable> tasks = new LinkedHashMap<>();

  Session(Connection connection) {
    Handle handle = Jdbi.create(connection).open();
    statements = new Statements(connection);
    cabinets = new CabinetTable(statements);
    compartments = new CompartmentTable(statements);
    eventLog = new EventLogTable(statements);
    deposits = new DepositTable(statements);
    history = new HistoryTable(statements);
    grants = new GrantTable(statements);
    actions = new ActionTable(statements);
    reservations = new ReservationTable(handle);
    messages = new MessageTable(statements);
    problems = new ProblemTable(handle);
    webhookEvents = new WebhookEventTable(handle);
    accounts = new AccountTable(statements);
    partners = new PartnerTable(statements);
  }

  void begin() {
    statements.execute("BEGIN IMMEDIATE");
  }

  void beginRead() {
    forget();
    statements.execute("BEGIN DEFERRED");
  }

  void commit() {
    flush();
    statements.execute("COMMIT");
  }

  /** Ends the transaction without its changes, also one that the database ended by itself. */
  void rollback() {
    forget();
    tasks.clear();
    statements.tryExecute("ROLLBACK");
  }

  /** What was asked to run after the commit. */
  List<Runnable> takeTasks() {
    List<Runnable> taken = List.copyOf(tasks.values());
    tasks.clear();
    return taken;
  }

  private void flush() {
    eventLog.flush();
    cabinets.flush();
    compartments.flush();
  }

  private void forget() {
    eventLog.forget();
    cabinets.forget();
    compartments.forget();
  }

  @Override
  public Cabinets cabinets() {
    return cabinets;
  }

  @Override
  public Compartments compartments() {
    return compartments;
  }

  @Override
  public EventLog eventLog() {
    return eventLog;
  }

  @Override
  public Deposits deposits() {
    return deposits;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public Grants grants() {
    return grants;
  }

  @Override
  public Actions actions() {
    return actions;
  }

  @Override
  public Reservations reservations() {
    return reservations;
  }

  @Override
  public Messages messages() {
    return messages;
  }

  @Override
  public Problems problems() {
    return problems;
  }

  @Override
  public WebhookEvents webhookEvents() {
    return webhookEvents;
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public Partners partners() {
    return partners;
  }

  @Override
  public void afterCommit(Object key, Runnable task) {
    tasks.put(key, task);
  }

  @Override
  public <R> R nested(Supplier<R> part) {
    flush();
    Map<Object, Runnable> tasksBefore = new LinkedHashMap<>(tasks);
    statements.execute("SAVEPOINT part");
    try {
      R result = part.get();
      flush();
      statements.execute("RELEASE part");
      return result;
    } catch (Throwable e) {
      forget();
      tasks.clear();
      tasks.putAll(tasksBefore);
      statements.execute("ROLLBACK TO part");
      statements.execute("RELEASE part");
      throw e;
    }
  }
}
