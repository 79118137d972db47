package cubby.gateway.app;

import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Counts;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;
import cubby.gateway.domain.action.Order;
import cubby.gateway.domain.action.Purpose;
import cubby.gateway.domain.cabinet.Allocation;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.deposit.Decision;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositEffect;
import cubby.gateway.domain.deposit.DepositEffect.About;
import cubby.gateway.domain.deposit.DepositEffect.What;
import cubby.gateway.domain.deposit.DepositInput;
import cubby.gateway.domain.deposit.DepositMachine;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The interpreter of deposits: gives inputs to the machine and carries its effects out. */
final class DepositDesk {
  private record Counted(String depositId, Count what) {}

  private final StillThere stillThere = new StillThere();
  private final Clock clock;
  private final Fleet fleet;
  private final Presence presence;
  private final Ids ids;
  private final Vault vault;
  private final ActionDesk actions;
  private final GrantDesk grants;
  private final DesiredDesk desired;
  private final MessageDesk messages;
  private final Webhooks webhooks;
  private final LiveHub live;
  private final Counts counts;

  DepositDesk(Desks desks) {
    this.clock = desks.clock();
    this.fleet = desks.fleet();
    this.presence = desks.presence();
    this.ids = desks.ids();
    this.vault = desks.vault();
    this.actions = desks.actions();
    this.grants = desks.grants();
    this.desired = desks.desired();
    this.messages = desks.messages();
    this.webhooks = desks.webhooks();
    this.live = desks.live();
    this.counts = desks.counts();
  }

  /** The compartment for a new deposit, if one is free and promised to nobody. */
  Optional<Compartment> choose(Tx tx, String cabinet, Allocation.Wish wish) {
    Set<Integer> exclude = new HashSet<>(wish.exclude());
    tx.deposits().live(cabinet).forEach(deposit -> exclude.add(deposit.compartment()));
    exclude.addAll(tx.reservations().held(cabinet));
    return Allocation.choose(
        tx.compartments().of(cabinet),
        new Allocation.Wish(wish.size(), wish.orLarger(), wish.low(), exclude));
  }

  /** Writes a new deposit with its grant and orders its door to open. */
  Deposit begin(Tx tx, Deposit.What what, Compartment place, String phone, Instant now) {
    Deposit deposit = Deposit.begin(what, place.number(), place.description().size(), now);
    tx.deposits().add(deposit, vault.seal(phone));
    stillThere.asked(deposit.id(), clock.monotonicMillis());
    Notes.add(tx, deposit.id(), What.CONSENT_CONFIRMED, place.number(), what.owner(), now);
    Notes.add(tx, deposit.id(), What.BEGUN, place.number(), what.owner(), now);
    grants.make(tx, deposit, true, phone, now);
    order(tx, deposit, new DepositEffect.Open(Purpose.DEPOSIT, ""), what.owner(), now);
    live.changed(tx, deposit.id());
    count(tx, deposit, Count.DEPOSITS_BEGUN);
    return deposit;
  }

  /** Moves the deposit on. Empty where people asked for what cannot be done now. */
  Optional<Deposit> apply(Tx tx, Deposit deposit, DepositInput input, String by, Instant at) {
    Decision decision =
        DepositMachine.step(deposit, input, fleet.get(deposit.cabinet()).settings(), at);
    return switch (decision) {
      case Decision.Refused _ -> Optional.empty();
      case Decision.Accepted accepted -> {
        Deposit next = accepted.next();
        if (!next.equals(deposit)) {
          tx.deposits().save(next);
        }
        for (DepositEffect effect : accepted.effects()) {
          next = carryOut(tx, next, effect, by, at);
        }
        live.changed(tx, next.id());
        yield Optional.of(next);
      }
    };
  }

  private Deposit carryOut(Tx tx, Deposit deposit, DepositEffect effect, String by, Instant at) {
    switch (effect) {
      case DepositEffect.Open open -> order(tx, deposit, open, by, at);
      case DepositEffect.Abort _ ->
          actions.order(
              tx, deposit.cabinet(), new Order.Abort(deposit.compartment(), deposit.id()), by, at);
      case DepositEffect.FindAnother find -> {
        return findAnother(tx, deposit, find.exclude(), at);
      }
      case DepositEffect.GrantsMoved _ -> desired.changed(tx, deposit.cabinet());
      case DepositEffect.EndGrants end -> grants.end(tx, deposit, end.usedGrantId(), at);
      case DepositEffect.EndGrace _ -> grants.endGrace(tx, deposit, at);
      case DepositEffect.Tell tell -> tell(tx, deposit, tell.about(), at);
      case DepositEffect.Hook hook -> {
        webhooks.add(tx, deposit, hook.event(), at);
        count(tx, deposit, hook.event());
      }
      case DepositEffect.Note note ->
          Notes.add(tx, deposit.id(), note.what(), deposit.compartment(), by, at);
    }
    return deposit;
  }

  private void order(Tx tx, Deposit deposit, DepositEffect.Open open, String by, Instant at) {
    // Where no grant is the right, the order itself is: its cabinet knows it by the deposit.
    String right = open.rightId().isEmpty() ? deposit.id() : open.rightId();
    actions.order(
        tx,
        deposit.cabinet(),
        new Order.Open(deposit.compartment(), open.purpose(), deposit.id(), right),
        by,
        at);
  }

  private Deposit findAnother(Tx tx, Deposit deposit, Set<Integer> exclude, Instant at) {
    Allocation.Wish wish =
        new Allocation.Wish(deposit.what().wanted(), true, deposit.what().low(), exclude);
    boolean waits = stillThere.waits(deposit.id(), clock.monotonicMillis());
    DepositInput answer =
        waits && presence.isPresent(deposit.cabinet())
            ? choose(tx, deposit.cabinet(), wish)
                .<DepositInput>map(c -> new DepositInput.Moved(c.number(), c.description().size()))
                .orElseGet(DepositInput.NoneFree::new)
            : new DepositInput.NoneFree();
    return apply(tx, deposit, answer, "gateway", at).orElse(deposit);
  }

  private void tell(Tx tx, Deposit deposit, About about, Instant at) {
    Optional<GrantRow> primary = tx.grants().ofDeposit(deposit.id()).stream().findFirst();
    if (primary.isEmpty()) {
      return;
    }
    GrantRow grant = primary.get();
    Texts.Subject subject = subject(deposit, grant);
    String phone = vault.open(grant.sealedPhone());
    switch (about) {
      case READY -> send(tx, Messenger.Kind.DEPOSIT_READY, subject, deposit, phone, at);
      case REMINDER -> send(tx, Messenger.Kind.REMINDER, subject, deposit, phone, at);
      case OVERDUE -> send(tx, Messenger.Kind.OVERDUE, subject, deposit, phone, at);
      case COLLECTED -> send(tx, Messenger.Kind.COLLECTED, subject, deposit, phone, at);
      case TAKEN_BACK -> send(tx, Messenger.Kind.TAKEN_BACK, subject, deposit, phone, at);
    }
  }

  /** What a text about the deposit can say to the holder of the grant. */
  Texts.Subject subject(Deposit deposit, GrantRow grant) {
    Fleet.Place place = fleet.get(deposit.cabinet());
    return new Texts.Subject(
        place.settings().language(),
        place.name(),
        deposit.compartment(),
        grants.code(grant),
        grants.link(grant));
  }

  void send(
      Tx tx,
      Messenger.Kind kind,
      Texts.Subject subject,
      Deposit deposit,
      String phone,
      Instant at) {
    String text =
        switch (kind) {
          case DEPOSIT_READY -> Texts.ready(subject);
          case DELEGATED -> Texts.delegated(subject);
          case REMINDER -> Texts.reminder(subject);
          case OVERDUE -> Texts.overdue(subject);
          case COLLECTED -> Texts.collected(subject);
          case TAKEN_BACK -> Texts.takenBack(subject);
          case SIGN_IN_CODE -> throw new IllegalArgumentException("not about a deposit");
        };
    messages.add(tx, kind, deposit.id(), subject.language(), phone, text, at);
  }

  /** A fresh deposit id. */
  String newId() {
    return ids.id();
  }

  private void count(Tx tx, Deposit deposit, DepositEffect.Event event) {
    switch (event) {
      case STORED -> count(tx, deposit, Count.DEPOSITS_STORED);
      case COLLECTED -> count(tx, deposit, Count.DEPOSITS_COLLECTED);
      case OVERDUE -> count(tx, deposit, Count.DEPOSITS_OVERDUE);
      case FAILED -> count(tx, deposit, Count.DEPOSITS_FAILED);
      case TAKEN_BACK, CANCELLED -> {
        // Ordinary ends that the histories tell of.
      }
    }
  }

  private void count(Tx tx, Deposit deposit, Count what) {
    tx.afterCommit(new Counted(deposit.id(), what), () -> counts.count(what));
  }
}
