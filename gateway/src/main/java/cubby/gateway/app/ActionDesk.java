package cubby.gateway.app;

import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.CabinetLink;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Counts;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import cubby.gateway.domain.action.ActionState;
import cubby.gateway.domain.action.Order;
import cubby.gateway.domain.action.Purpose;
import cubby.wire.Signer;
import cubby.wire.Topic;
import cubby.wire.v1.AbortDeposit;
import cubby.wire.v1.Action;
import cubby.wire.v1.OpenCompartment;
import cubby.wire.v1.QuarantineCompartment;
import cubby.wire.v1.ReleaseCompartment;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives orders to cabinets. An action is written with the decision that it follows from, signed
 * while the commit is under way, and sent once it is durable.
 */
final class ActionDesk {
  private static final Logger log = LoggerFactory.getLogger(ActionDesk.class);

  /** A person stands there and waits: what is not done by then is not wanted any more. */
  static final Duration DEADLINE = Duration.ofSeconds(15);

  /** An order without a result is sent again after this long, and again. */
  static final Duration AGAIN = Duration.ofSeconds(5);

  /** An order with less time left would come too late. */
  private static final Duration WAY = Duration.ofSeconds(1);

  /** Further ahead than any order, however wrong our clock was when it was given. */
  private static final Duration WRONG_CLOCK = Duration.ofDays(36_500);

  /** More than all doors of a thousand cabinets. */
  private static final int MAX_REPEATED = 10_000;

  private record Send(String actionId) {}

  private final Ids ids;
  private final Clock clock;
  private final Presence presence;
  private final CabinetLink link;
  private final Signer signer;
  private final Executor signing;
  private final Counts counts;

  ActionDesk(
      Ids ids,
      Clock clock,
      Presence presence,
      CabinetLink link,
      Signer signer,
      Executor signing,
      Counts counts) {
    this.ids = ids;
    this.clock = clock;
    this.presence = presence;
    this.link = link;
    this.signer = signer;
    this.signing = signing;
    this.counts = counts;
  }

  /**
   * Orders something from a connected cabinet.
   *
   * @throws CabinetAwayException where it is not connected; nothing is queued for later
   */
  void order(Tx tx, String cabinet, Order order, String by, Instant now) {
    Presence.Greeting greeting =
        presence.greeting(cabinet).orElseThrow(() -> new CabinetAwayException(cabinet));
    long deadline = greeting.uptimeMillisAt(clock.monotonicMillis()) + DEADLINE.toMillis();
    give(tx, cabinet, order, by, greeting.epoch(), deadline, now);
  }

  /**
   * Gives an order again that a younger one overtook: under a new number, for the time that is left
   * of the first one's deadline, so that no person is kept waiting and nothing goes on for ever.
   *
   * @return false where its time is over or its cabinet began anew
   */
  boolean again(Tx tx, ActionRow overtaken, Instant now) {
    long uptime = clock.monotonicMillis();
    boolean inTime =
        presence
            .greeting(overtaken.cabinet())
            .filter(greeting -> greeting.epoch() == overtaken.epoch())
            .filter(greeting ->
                greeting.uptimeMillisAt(uptime) + WAY.toMillis()
                    <= overtaken.deadlineUptimeMillis())
            .isPresent();
    if (inTime) {
      give(
          tx,
          overtaken.cabinet(),
          overtaken.order(),
          overtaken.by(),
          overtaken.epoch(),
          overtaken.deadlineUptimeMillis(),
          now);
    }
    return inTime;
  }

  private void give(
      Tx tx,
      String cabinet,
      Order order,
      String by,
      long epoch,
      long deadlineUptimeMillis,
      Instant now) {
    CabinetRow row = tx.cabinets().find(cabinet).orElseThrow().nextAction();
    tx.cabinets().save(row);
    ActionRow action =
        new ActionRow(
            ids.id(),
            cabinet,
            row.actionSequence(),
            epoch,
            deadlineUptimeMillis,
            order,
            by,
            ActionState.PENDING,
            "",
            now);
    tx.actions().add(action);
    send(tx, action);
  }

  /** Sends a pending action again, byte for byte; the cabinet answers its first result. */
  void send(Tx tx, ActionRow action) {
    CompletableFuture<byte[]> signed = signed(action);
    tx.afterCommit(new Send(action.id()), () -> handOver(action, signed));
  }

  /**
   * Sends again what a present cabinet did not answer: the pipe may lose a message although the
   * connection stands, and each action is to reach its result. The cabinet does nothing twice,
   * nothing late, and nothing out of the order of their numbers, in which they are sent.
   */
  CompletionStage<Void> repeat(Store<Tx> store, Instant now) {
    return store
        .read(tx -> tx.actions().pendingSince(now.plus(WRONG_CLOCK), MAX_REPEATED))
        .thenAccept(actions ->
            actions.stream()
                .filter(action -> isOld(action.createdAt(), now))
                .filter(action -> presence.isPresent(action.cabinet()))
                .forEach(action -> handOver(action, signed(action))));
  }

  /** One of the future was ordered while our clock was wrong. */
  private static boolean isOld(Instant createdAt, Instant now) {
    return createdAt.isAfter(now) || !createdAt.isAfter(now.minus(AGAIN));
  }

  private CompletableFuture<byte[]> signed(ActionRow action) {
    // Ed25519 is deterministic, so that the same action has the same bytes each time.
    return CompletableFuture.supplyAsync(() -> signer.sign(wire(action)).toByteArray(), signing);
  }

  private void handOver(ActionRow action, CompletableFuture<byte[]> signed) {
    var unused =
        signed
            .thenAccept(bytes -> handOver(action, bytes))
            .whenComplete((_, failure) -> {
              if (failure != null) {
                log.error("action {} was not sent; it is tried again", action.id(), failure);
              }
            });
  }

  private void handOver(ActionRow action, byte[] bytes) {
    CabinetLink.Sent sent = link.send(action.cabinet(), Topic.ACTIONS, bytes);
    counts.count(
        sent == CabinetLink.Sent.HANDED_OVER ? Count.ACTIONS_SENT : Count.ACTIONS_NOT_SENT);
  }

  private static Action wire(ActionRow action) {
    Action.Builder wire =
        Action.newBuilder()
            .setId(action.id())
            .setCabinet(action.cabinet())
            .setEpoch(action.epoch())
            .setSequence(action.sequence())
            .setDeadlineUptimeMillis(action.deadlineUptimeMillis());
    int compartment = action.order().compartment();
    switch (action.order()) {
      case Order.Open open ->
          wire.setOpen(
              OpenCompartment.newBuilder()
                  .setCompartment(compartment)
                  .setPurpose(purpose(open.purpose()))
                  .setDepositId(open.depositId())
                  .setRightId(open.rightId()));
      case Order.Abort abort ->
          wire.setAbort(
              AbortDeposit.newBuilder()
                  .setCompartment(compartment)
                  .setDepositId(abort.depositId()));
      case Order.Release release ->
          wire.setRelease(
              ReleaseCompartment.newBuilder()
                  .setCompartment(compartment)
                  .setDepositId(release.depositId()));
      case Order.Quarantine quarantine ->
          wire.setQuarantine(
              QuarantineCompartment.newBuilder()
                  .setCompartment(compartment)
                  .setReason(quarantine.reason()));
    }
    return wire.build();
  }

  private static cubby.wire.v1.Purpose purpose(Purpose purpose) {
    return switch (purpose) {
      case DEPOSIT -> cubby.wire.v1.Purpose.PURPOSE_DEPOSIT;
      case PICKUP -> cubby.wire.v1.Purpose.PURPOSE_PICKUP;
      case REOPEN -> cubby.wire.v1.Purpose.PURPOSE_REOPEN;
      case TAKE_BACK -> cubby.wire.v1.Purpose.PURPOSE_TAKE_BACK;
      case SERVICE -> cubby.wire.v1.Purpose.PURPOSE_SERVICE;
    };
  }
}
