package cubby.gateway.app;

import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Counts;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Messages;
import cubby.gateway.app.port.Messages.MessageRow;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.port.OverloadedException;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.StoreClosedException;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;
import cubby.gateway.domain.deposit.DepositEffect.What;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings texts to people: written with the change that they tell of, sent after the commit, tried
 * again with growing pauses, given up after some attempts.
 */
public final class MessageDesk {
  private static final Logger log = LoggerFactory.getLogger(MessageDesk.class);

  private static final int MAX_ATTEMPTS = 8;
  static final int MAX_UNDER_WAY = 64;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private enum Key {
    DELIVER
  }

  private final Store<Tx> store;
  private final Ids ids;
  private final Vault vault;
  private final Clock clock;
  private final Messenger messenger;
  private final LiveHub live;
  private final Counts counts;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /** Whether the last look found as many as it may take: more may be due behind them. */
  private final AtomicBoolean moreDue = new AtomicBoolean();

  MessageDesk(
      Store<Tx> store,
      Ids ids,
      Vault vault,
      Clock clock,
      Messenger messenger,
      LiveHub live,
      Counts counts) {
    this.store = store;
    this.ids = ids;
    this.vault = vault;
    this.clock = clock;
    this.messenger = messenger;
    this.live = live;
    this.counts = counts;
  }

  /**
   * Writes a message in this transaction; it goes out after the commit.
   *
   * @param depositId empty where none is concerned
   * @param language {@code zh} or {@code en}
   */
  public void add(
      Tx tx,
      Messenger.Kind kind,
      String depositId,
      String language,
      String phone,
      String text,
      Instant now) {
    tx.messages()
        .add(
            new MessageRow(
                ids.id(),
                kind,
                depositId,
                language,
                vault.seal(phone),
                vault.seal(text),
                0,
                now,
                now));
    tx.afterCommit(Key.DELIVER, this::tick);
  }

  /** Sends what is due. Called after each commit that added something, and about every second. */
  public void tick() {
    int room = MAX_UNDER_WAY - underWay.size();
    if (room <= 0) {
      return;
    }
    Instant now = clock.now();
    var unused =
        store
            .read(tx -> tx.messages().due(now, MAX_UNDER_WAY))
            .thenAccept(due -> {
              moreDue.set(due.size() == MAX_UNDER_WAY);
              due.stream().limit(room).forEach(this::deliver);
            })
            .whenComplete((_, failure) -> warn(failure));
  }

  private void deliver(MessageRow row) {
    if (!underWay.add(row.id())) {
      return;
    }
    // A sender that throws has failed like one that says so later.
    var unused =
        CompletableFuture.completedFuture(row)
            .thenApply(this::message)
            .thenCompose(messenger::send)
            .handle((_, failure) -> store.write(tx -> delivered(tx, row, failure)))
            .thenCompose(stage -> stage)
            .whenComplete((_, failure) -> {
              underWay.remove(row.id());
              warn(failure);
              // Not after a failure: what could not be marked is still due and waits for the tick.
              if (failure == null
                  && underWay.size() <= MAX_UNDER_WAY / 2
                  && moreDue.compareAndSet(true, false)) {
                tick();
              }
            });
  }

  private Messenger.Message message(MessageRow row) {
    return new Messenger.Message(
        row.id(),
        vault.open(row.sealedPhone()),
        row.kind(),
        Locale.forLanguageTag(row.language()),
        vault.open(row.sealedText()));
  }

  private boolean delivered(Tx tx, MessageRow row, @Nullable Throwable failure) {
    Instant now = clock.now();
    if (failure == null) {
      tx.messages().sent(row.id(), now);
      if (row.kind() == Messenger.Kind.DEPOSIT_READY) {
        tx.deposits().messageSent(row.depositId(), now);
        Notes.add(tx, row.depositId(), What.MESSAGE_SENT, "gateway", now);
        live.changed(tx, row.depositId());
      }
      tx.afterCommit(row.id(), () -> counts.count(Count.MESSAGES_SENT));
      return true;
    }
    // The kind of failure only: a sender may put the number it was given into its words.
    log.warn(
        "message {} failed, attempt {}: {}",
        row.id(),
        row.attempts() + 1,
        Answers.cause(failure).getClass().getName());
    if (row.attempts() + 1 >= MAX_ATTEMPTS) {
      tx.messages().giveUp(row.id());
      tx.afterCommit(row.id(), () -> counts.count(Count.MESSAGES_GIVEN_UP));
    } else {
      tx.messages().retryAt(row.id(), now.plus(pause(row.attempts())));
      tx.afterCommit(row.id(), () -> counts.count(Count.MESSAGES_RETRIED));
    }
    return true;
  }

  private static Duration pause(int failedBefore) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << (2 * failedBefore));
    return pause.compareTo(Messages.LONGEST_PAUSE) < 0 ? pause : Messages.LONGEST_PAUSE;
  }

  private static void warn(@Nullable Throwable failure) {
    if (failure == null) {
      return;
    }
    if (Answers.cause(failure) instanceof StoreClosedException) {
      // The gateway ends; the messages are still due when it starts again.
      log.debug("a message stays due: the store is closed");
      return;
    }
    if (Answers.cause(failure) instanceof OverloadedException overload) {
      // Says all there is to say, and comes in swarms: no stack trace.
      log.warn("messages could not be read or marked, they stay due: {}", overload.getMessage());
      return;
    }
    log.warn("messages could not be read or marked; they stay due", failure);
  }
}
