package cubby.gateway.app;

import cubby.gateway.app.port.CabinetInbox;
import cubby.gateway.app.port.CabinetLink;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Counts;
import cubby.gateway.app.port.Entropy;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;
import cubby.gateway.app.usecase.CabinetUseCases;
import cubby.gateway.app.usecase.DepositUseCases;
import cubby.gateway.app.usecase.LiveFeed;
import cubby.gateway.app.usecase.PartnerUseCases;
import cubby.gateway.app.usecase.PickupUseCases;
import cubby.wire.Signer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway without its adapters: puts the services together and gives them out by interface. */
public final class GatewayCore {
  private static final Logger log = LoggerFactory.getLogger(GatewayCore.class);

  /** A desired state that its cabinet did not confirm is sent again this often. */
  private static final Duration DESIRED_AGAIN = Duration.ofSeconds(30);

  /** Cabinets enrolled by another process on the same data are let in after this long. */
  private static final Duration ENROLLED_AGAIN = Duration.ofSeconds(5);

  /**
   * What the core needs from outside.
   *
   * @param signing signs actions while their commit is under way; one thread, so that the order
   *     stays
   * @param publicUrl of the pages, without a slash at the end
   */
  public record Outside(
      Store<Tx> store,
      Clock clock,
      Entropy entropy,
      Vault vault,
      Messenger messenger,
      CabinetLink link,
      Signer signer,
      Executor signing,
      Counts counts,
      Fleet fleet,
      String publicUrl) {}

  private final Store<Tx> store;
  private final Clock clock;
  private final Enrolment enrolment;
  private final LiveHub live = new LiveHub();
  private final Presence presence = new Presence();
  private final MessageDesk messages;
  private final DesiredDesk desired;
  private final ActionDesk actions;
  private final DepositService deposits;
  private final PickupService pickups;
  private final PartnerService partners;
  private final CabinetDirectory cabinets;
  private final CabinetService inbox;
  private final OverdueService overdue;
  private volatile long desiredAtMillis = Long.MIN_VALUE;
  private volatile long enrolledAtMillis = Long.MIN_VALUE;
  private volatile long actionsAtMillis = Long.MIN_VALUE;

  public GatewayCore(Outside o) {
    Ids ids = new Ids(o.entropy());
    enrolment = new Enrolment(o.store(), ids, o.vault(), o.link());
    messages =
        new MessageDesk(o.store(), ids, o.vault(), o.clock(), o.messenger(), live, o.counts());
    desired =
        new DesiredDesk(
            o.store(), o.fleet(), presence, o.vault(), o.link(), o.signer(), o.counts());
    store = o.store();
    clock = o.clock();
    actions =
        new ActionDesk(ids, o.clock(), presence, o.link(), o.signer(), o.signing(), o.counts());
    GrantDesk grants = new GrantDesk(ids, o.vault(), desired, o.publicUrl());
    Desks desks =
        new Desks(
            o.store(),
            o.clock(),
            o.vault(),
            o.counts(),
            o.fleet(),
            presence,
            new Thermometers(),
            ids,
            live,
            actions,
            grants,
            desired,
            messages,
            new Webhooks(ids));
    DepositDesk desk = new DepositDesk(desks);
    Views views = new Views(desks);
    deposits = new DepositService(desks, desk, views);
    pickups = new PickupService(desks, desk, views);
    partners = new PartnerService(desks, desk, deposits, views);
    cabinets = new CabinetDirectory(desks);
    inbox = new CabinetService(desks, o.link(), new EventApplier(desks, desk));
    overdue = new OverdueService(desks, desk);
  }

  /** Reads what is needed before the first connection. */
  public CompletionStage<Boolean> start() {
    return enrolment.load();
  }

  /** Does what time brings. Called about every second from one thread; never blocks. */
  public void tick(Instant now) {
    watched(overdue.tick(now));
    watched(partners.expire(now));
    messages.tick();
    // Not by the wall clock: after a step back nothing would be sent again for as long as it was.
    long millis = clock.monotonicMillis();
    if (millis >= desiredAtMillis) {
      desiredAtMillis = millis + DESIRED_AGAIN.toMillis();
      desired.tick();
    }
    if (millis >= enrolledAtMillis) {
      enrolledAtMillis = millis + ENROLLED_AGAIN.toMillis();
      watched(enrolment.refresh());
    }
    if (millis >= actionsAtMillis) {
      actionsAtMillis = millis + ActionDesk.AGAIN.toMillis();
      watched(actions.repeat(store, now));
    }
  }

  private static void watched(CompletionStage<?> stage) {
    var unused = stage.whenComplete((_, failure) -> warn(failure));
  }

  private static void warn(@Nullable Throwable failure) {
    if (failure != null) {
      log.warn("what was due is tried again at the next tick", failure);
    }
  }

  public Enrolment enrolment() {
    return enrolment;
  }

  public CabinetInbox inbox() {
    return inbox;
  }

  public DepositUseCases deposits() {
    return deposits;
  }

  public PickupUseCases pickups() {
    return pickups;
  }

  public PartnerUseCases partners() {
    return partners;
  }

  public CabinetUseCases cabinets() {
    return cabinets;
  }

  public LiveFeed live() {
    return live;
  }

  public Presence presence() {
    return presence;
  }
}
