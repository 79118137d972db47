package cubby.agent.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step's working copy of the state. It never leaves the step; every change of state goes
 * through it, and each one of tenancy, motion or quarantine leaves its reason among the effects.
 */
final class Turn {
  private final Moment now;
  private final List<Effect> effects = new ArrayList<>(8);
  private List<Compartment> compartments;
  private boolean compartmentsChanged;
  private long epoch;
  private Desired desired;
  private CodeBucket codes;
  private ActionLedger ledger;
  private long lastSequence;
  private long committedThrough;
  private long lastPulse;
  private long newestAction;
  private int atScreen;
  private Set<Fault> faults;

  Turn(CabinetState before, Moment now) {
    this.now = now;
    this.compartments = before.compartments();
    this.epoch = before.epoch();
    this.desired = before.desired();
    this.codes = before.codes();
    this.ledger = before.ledger();
    this.lastSequence = before.lastSequence();
    this.committedThrough = before.committedThrough();
    this.lastPulse = before.lastPulse();
    this.newestAction = before.newestAction();
    this.atScreen = before.atScreen();
    this.faults = before.faults();
  }

  Step<CabinetState> done() {
    CabinetState next =
        new CabinetState(
            epoch,
            compartmentsChanged ? List.copyOf(compartments) : compartments,
            desired,
            codes,
            ledger,
            lastSequence,
            committedThrough,
            lastPulse,
            newestAction,
            atScreen,
            faults);
    return new Step<>(next, effects);
  }

  // What is

  Moment now() {
    return now;
  }

  long uptime() {
    return now.uptimeMillis();
  }

  long epoch() {
    return epoch;
  }

  Desired desired() {
    return desired;
  }

  Settings settings() {
    return desired.settings();
  }

  CodeBucket codes() {
    return codes;
  }

  ActionLedger ledger() {
    return ledger;
  }

  long lastSequence() {
    return lastSequence;
  }

  long committedThrough() {
    return committedThrough;
  }

  long outboxLength() {
    return lastSequence - committedThrough;
  }

  long newestAction() {
    return newestAction;
  }

  int atScreen() {
    return atScreen;
  }

  boolean raised(Fault fault) {
    return faults.contains(fault);
  }

  List<Compartment> compartments() {
    return compartments;
  }

  @Nullable Compartment find(int number) {
    int index = indexOf(number);
    return index < 0 ? null : compartments.get(index);
  }

  /** The compartment, which exists. */
  Compartment at(int number) {
    return compartments.get(indexOf(number));
  }

  private int indexOf(int number) {
    for (int i = 0; i < compartments.size(); i++) {
      if (compartments.get(i).number() == number) {
        return i;
      }
    }
    return -1;
  }

  // What changes

  void become(int number, Tenancy to, String reason) {
    moved(number, at(number).tenancy(), to, reason);
    put(at(number).with(to));
  }

  void move(int number, Motion to, String reason) {
    moved(number, at(number).motion(), to, reason);
    put(at(number).with(to));
  }

  /** A quarantine is told once, with its first reason. */
  void quarantine(int number, String reason, @Nullable Fault fault) {
    if (!at(number).quarantined()) {
      moved(number, "in use", "quarantined", reason);
      put(at(number).quarantined(reason));
      tell(number, new Fact.Quarantined(fault));
    }
  }

  void endQuarantine(int number, String reason) {
    moved(number, "quarantined", "in use", reason);
    put(at(number).quarantined(""));
  }

  /** A fault is told once, until it is cleared. Compartment 0 is the whole cabinet. */
  void raise(int number, Fault fault) {
    if (number == 0 ? !faults.contains(fault) : !at(number).faults().contains(fault)) {
      toggle(number, fault, true);
      tell(number, new Fact.FaultRaised(fault));
    }
  }

  void clear(int number, Fault fault) {
    if (number == 0 ? faults.contains(fault) : at(number).faults().contains(fault)) {
      toggle(number, fault, false);
      tell(number, new Fact.FaultCleared(fault));
    }
  }

  private void toggle(int number, Fault fault, boolean raise) {
    if (number == 0) {
      faults = Compartment.toggled(faults, fault, raise);
    } else {
      put(at(number).with(fault, raise));
    }
  }

  void senses(int number, Senses to) {
    put(at(number).with(to));
  }

  void warmth(int number, Warmth to) {
    put(at(number).with(to));
  }

  void epoch(long to) {
    epoch = to;
  }

  void desired(Desired to) {
    desired = to;
  }

  void codes(CodeBucket to) {
    codes = to;
  }

  void newestAction(long to) {
    newestAction = to;
  }

  void atScreen(int to) {
    atScreen = to;
  }

  void committedThrough(long to) {
    committedThrough = to;
  }

  /** Only forward: a number is never assigned twice. */
  void jumpTo(long sequence) {
    lastSequence = Math.max(lastSequence, sequence);
  }

  // What is to be done

  long nextPulse() {
    return ++lastPulse;
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  /** Records a fact under the deposit and right that the compartment has now. */
  long tell(int number, Fact fact) {
    if (number == 0) {
      return tell(0, "", "", fact);
    }
    Tenancy tenancy = at(number).tenancy();
    return tell(number, tenancy.depositId(), tenancy.rightId(), fact);
  }

  /**
   * Records a fact.
   *
   * @return its number, 0 where the outbox is full
   */
  long tell(int number, String depositId, String rightId, Fact fact) {
    if (Outbox.isFullFor(fact, outboxLength())) {
      effects.add(new Effect.Ignored(Effect.Reason.OUTBOX_FULL));
      return 0;
    }
    lastSequence++;
    Compartment after = number == 0 ? null : at(number);
    effects.add(new Effect.Tell(lastSequence, epoch, now, number, depositId, rightId, fact, after));
    return lastSequence;
  }

  /** Gives an action its first and only result; a second one is not given. */
  void finish(int number, String actionId, long actionSequence, Outcome outcome) {
    if (actionId.isEmpty() || ledger.find(actionId) != null) {
      return;
    }
    long told = tell(number, new Fact.ActionFinished(actionId, outcome));
    remember(new ActionLedger.Entry(actionId, actionSequence, outcome, number, told));
  }

  void remember(ActionLedger.Entry entry) {
    ActionLedger.Change change = ledger.with(entry);
    ledger = change.next();
    effects.add(new Effect.Remember(entry));
    if (!change.forgotten().isEmpty()) {
      effects.add(new Effect.Forget(change.forgotten()));
    }
  }

  private void moved(int number, Object from, Object to, String reason) {
    effects.add(new Effect.Moved(number, from, to, reason));
  }

  private void put(Compartment next) {
    if (!compartmentsChanged) {
      compartmentsChanged = true;
      compartments = new ArrayList<>(compartments);
    }
    compartments.set(indexOf(next.number()), next);
  }
}
